"""Note templates: found, checked and rendered.

A template is a text file `NAME.md`; one of the user's stands in for the built-in one of the same name:

    title: Thank-you
    subject: Thank you, {{ contact.first_name }}
    fits: talk-done
    closes: thank-you
    limit: 300
    ---
    Hi {{ contact.first_name }},
    {% if interview.insight %}
    What stays with me: {{ interview.insight }}
    {% endif %}
    {{ gap("what you would like to say besides") }}

Every line of the head may be left out. `fits` lists moments (netui.domain.notes.note), `closes` is the
kind of follow-up that sending the note keeps, `limit` the characters a platform takes. A template whose name
begins with `linkedin` goes to the LinkedIn address, as a message. The fields are those of
netui.domain.notes.fields; one without a value becomes a gap, `[[their first name]]`, and counts as false in
a condition. The filter `sentence` sets a full stop where a value has none.
"""
