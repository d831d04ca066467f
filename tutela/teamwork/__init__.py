"""People at work: boards, oversight, meetings, quality of records, letters."""
