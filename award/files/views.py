"""What templates may ask about files. Files have no pages of their own: they are seen through the thing they belong to."""

from flask import Blueprint

from award.files import described, kinds

blueprint = Blueprint("files", __name__)
blueprint.add_app_template_global(kinds.endings, "file_endings")
blueprint.add_app_template_global(kinds.icon, "file_icon")
blueprint.add_app_template_global(described.facts, "file_facts")
blueprint.add_app_template_global(described.hints, "file_hints")
