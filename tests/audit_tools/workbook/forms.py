"""XLSForms in the ways in which people write them, none of them made for Golden Thread."""

# A sheet is easiest to read where a row is a line.
# ruff: noqa: E501

from io import BytesIO

from xlsxwriter import Workbook

Sheets = dict[str, str]
"""By its name, a sheet as lines of cells with | between them, the headings first."""


def workbook(sheets: Sheets) -> bytes:
    """The sheets as an Excel workbook of texts."""
    file = BytesIO()
    with Workbook(file, {"in_memory": True}) as book:
        for name, text in sheets.items():
            sheet = book.add_worksheet(name)
            for number, line in enumerate(text.strip().splitlines()):
                for column, cell in enumerate(line.split("|")):
                    if cell.strip():
                        sheet.write_string(number, column, cell.strip().replace("\\n", "\n"))
    return file.getvalue()


# A visit to a school: two languages, a table, a group that repeats, pictures and a signature.
SCHOOL_VISIT: Sheets = {
    "survey": """
type|name|label::English (en)|label::Cymraeg (cy)|hint::English (en)|required|relevant|constraint|constraint_message::English (en)|appearance|calculation|media::image|repeat_count
start|start||||||||||
deviceid|deviceid||||||||||
note|welcome|**Welcome.** Read the policy first.|Croeso.||||||||
begin group|visit|The visit|Yr ymweliad||||||field-list|||
text|school_name|Name of the school|Enw'r ysgol||yes|||||||
date|visit_date|Date of the visit|Dyddiad||yes||. <= today()|No date to come.|||||
time|arrival|Time of arrival|Amser||||||||
integer|pupils_seen|How many pupils were seen?|Faint?|Count each pupil once.|yes||. >= 0 and . < 500||||
decimal|hours|Hours in the school|Oriau||||||||
end group|||||||||||
begin group|culture|Safeguarding culture|Diwylliant||||||||
select_one yn|lead_known|Do staff know the designated lead?|||yes||||likert||
text|lead_why_not|Why do staff not know ${lead_known}?||||${lead_known} = 'no' and ${pupils_seen} > 0||||||
select_multiple ways or_other|raise|How do pupils raise worries?||||not(selected(${lead_known}, 'no'))|||minimal||
text|raise_more|Tell more about the ways||||count-selected(${raise}) >= 2 or selected(${raise}, 'box')|||multiline||
begin group|agree|How far do you agree?|||||||table-list||
select_one agreement|agree_safe|Pupils feel safe||||||||
select_one agreement|agree_heard|Pupils are heard||||||||
end group|||||||||
note|mid|Now think of the last month.|||||||||
select_one yn|training|Was training offered?||||${visit_date} >= date('2024-09-01')||||
end group|||||||||
begin repeat|concern|Each concern|Pryder|||||||||2
text|concern_what|What was the concern?||||||||
image|concern_photo|A picture of the record||||||||
select_one yn|concern_shared|Was it shared with ${school_name}?||||today() > ${visit_date}||||
end repeat|||||||||
calculate|score|||||||||if(${lead_known} = 'yes', 1, 0)
rank ways|order|Put the ways in order||||||||
acknowledge|done|I have checked this||||||||
text|after|Anything else?||||${done} = 'OK'||||
""",
    "choices": """
list_name|name|label::English (en)|label::Cymraeg (cy)|image|region
yn|yes|Yes|Ydw||
yn|no|No|Nac ydw||
ways|adult|A trusted adult|||
ways|box|A worry box||box.png|north
agreement|1|Agree|||
agreement|2|Disagree|||
old|x|Not used|||
""",
    "settings": """
form_title|form_id|version|default_language|style
School visit 2024|school_visit_v2|2024091501|English (en)|pages
""",
    "help": """
How to use this form
""",
}

# A flat form of the plainest kind, as a first attempt looks.
FLAT: Sheets = {
    "survey": """
type|name|label
text|who|Who fills this in?
select one yesno|seen|Was the child seen?
select_multiple reasons|why|Why not?
""",
    "choices": """
list name|name|label
yesno|1|Yes
yesno|0|No
reasons|away|Away from home
reasons|refused|Did not want to
""",
}

# Groups in groups, with questions after the inner one, and conditions that hang on each other.
NESTED: Sheets = {
    "survey": """
type|name|label|relevant|required|hint|guidance_hint
begin_group|household|Household||||
select_one consent|consent|Do you agree?||yes||
begin_group|people|People|${consent} = 'yes'|||
integer|adults|Adults||yes|Over 18|Count lodgers
integer|children|Children|${adults} > 0 and ${adults} != 99|||
select_one care|care|Who cares for them?|${children} >= 1|||
end_group|people|||||
text|notes|Notes|(${consent} = 'yes') or (${adults} < 2)|||
end_group|household|||||
text|last|Last word|${later} = 'a'|||
text|later|Later||||
""",
    "choices": """
list_name|name|label
consent|yes|I agree
consent|no|I do not
care|mother|Mother
care|Mother|A mother
care|other carer|Somebody else
""",
    "settings": """
form_title|form_id
Household|household
""",
}
