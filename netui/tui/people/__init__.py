"""The screens of people: list, page, form, import, merge, companies."""
