"""Sends mail by the operator's mail server."""

from __future__ import annotations

import hashlib
import json
import mimetypes
import uuid
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, localtime
from pathlib import Path

import mail_server

from openclaw_skill import Context, SkillError

MOST_RECIPIENTS = 50
MOST_SUBJECT = 500
MOST_TEXT = 500_000
MOST_FILES = 10
MOST_ATTACHED = 10 << 20
POLICY = SMTP.clone(cte_type="7bit")
"""Every server takes it, whatever the languages of the text."""


def run(inputs: dict, context: Context) -> dict:
    server = mail_server.configured()
    recipients = _recipients(inputs, server)
    files = _files(inputs.get("attachments", []))
    message = _message(inputs, server, files, context)
    context.progress(
        context.text(zh=f"发送邮件给 {len(recipients)} 位收件人", en=f"Sending mail to {len(recipients)} recipients")
    )
    content = message.as_bytes()
    mail_server.submit(server, recipients, content)
    return {
        "message_id": message["Message-ID"],
        "recipients": len(recipients),
        "attachments": len(files),
        "bytes": len(content),
    }


def _recipients(inputs: dict, server: mail_server.Server) -> list[str]:
    """Each once, in the order in which they are named."""
    named = [address for field in ("to", "cc", "bcc") for address in inputs.get(field, [])]
    if not inputs["to"]:
        raise SkillError("BAD_INPUT", "the mail has no recipient in to")
    for address in named:
        if not mail_server.is_address(address):
            raise SkillError(
                "BAD_INPUT",
                f"{address!r} is no mail address such as ada@example.org; give it without a name, and a host outside"
                " ASCII as xn--…",
            )
    recipients = list({address.lower(): address for address in named}.values())
    if len(recipients) > MOST_RECIPIENTS:
        raise SkillError("TOO_MANY", f"the mail has {len(recipients)} recipients; at most {MOST_RECIPIENTS} get one")
    for address in recipients:
        if not server.may_write_to(address):
            raise SkillError(
                "FORBIDDEN_RECIPIENT",
                f"{address} may not be written to; the operator grants it by SMTP_RECIPIENTS (an address, @example.org"
                " for all of a host, * for everybody)",
            )
    return recipients


def _files(paths: list[str]) -> list[Path]:
    files = [Path(path) for path in paths]
    if len(files) > MOST_FILES:
        raise SkillError("TOO_MANY", f"{len(files)} files are attached; at most {MOST_FILES} are sent")
    for file in files:
        if not file.is_file():
            raise SkillError("BAD_INPUT", f"{file.name} is no file that could be attached")
        if not file.name.isprintable():
            raise SkillError("BAD_INPUT", f"{file.name!r} has control characters in its name; rename it")
    size = sum(file.stat().st_size for file in files)
    if size > MOST_ATTACHED:
        raise SkillError(
            "TOO_LARGE", f"the attachments have {size} bytes; at most {MOST_ATTACHED} are sent: send a link instead"
        )
    return files


def _message(inputs: dict, server: mail_server.Server, files: list[Path], context: Context) -> EmailMessage:
    subject, text = inputs["subject"].strip(), inputs["text"]
    if not subject.isprintable() or len(subject) > MOST_SUBJECT:
        raise SkillError(
            "BAD_INPUT", f"the subject has to be one line of at most {MOST_SUBJECT} characters, without control characters"
        )
    if len(text) > MOST_TEXT:
        raise SkillError("TOO_LARGE", f"the text has {len(text)} characters; at most {MOST_TEXT} are sent: attach it")
    message = EmailMessage(policy=POLICY)
    message["From"] = server.sender
    for field in ("to", "cc"):
        if inputs.get(field):
            message[field.title()] = ", ".join(inputs[field])
    if inputs.get("reply_to"):
        if not mail_server.is_address(inputs["reply_to"]):
            raise SkillError("BAD_INPUT", f"{inputs['reply_to']!r} in reply_to is no mail address such as ada@example.org")
        message["Reply-To"] = inputs["reply_to"]
    message["Subject"] = subject
    message["Date"] = format_datetime(localtime())
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(text)
    digests = []
    for file in files:
        content = file.read_bytes()
        digests.append([file.name, hashlib.sha256(content).hexdigest()])
        kind, encoding = mimetypes.guess_type(file.name)
        main, sub = (kind if kind and not encoding else "application/octet-stream").split("/", 1)
        if main in ("text", "message", "multipart"):
            # As bytes, so that nothing in between changes its lines.
            main, sub = "application", "octet-stream"
        message.add_attachment(content, maintype=main, subtype=sub, filename=file.name)
    message["Message-ID"] = _id(inputs, digests, server, context)
    return message


def _id(inputs: dict, digests: list, server: mail_server.Server, context: Context) -> str:
    """The same for every attempt at the same mail, so that whoever gets it twice can tell."""
    said = {key: inputs.get(key) for key in ("to", "cc", "bcc", "reply_to", "subject", "text")}
    if context.idempotency_key:
        whole = json.dumps([context.idempotency_key, said, digests], sort_keys=True)
        unique = hashlib.sha256(whole.encode("utf-8", "surrogatepass")).hexdigest()[:40]
    else:
        unique = uuid.uuid4().hex
    return f"<{unique}@{server.domain}>"
