"""My children, a child's page, and what can be recorded there."""
