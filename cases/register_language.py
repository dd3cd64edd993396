"""What is registered, sent or frozen is in Swedish, whoever presses the button and whatever they read themselves.

The language of authorities is Swedish (språklagen 2009:600, 10 §).
"""

LANGUAGE = "sv"
IN_A_PAGE = {
    "register_language": LANGUAGE
}  # for templates that quote the register to readers in other languages
