"""The talk with the mail server: what can be said in one breath is, where the server takes it (RFC 2920, PIPELINING).

From whom, to whom and that a mail follows are sent together and their three answers read after it: two waits for each
mail in place of four. The mail itself leaves only when all three have said yes, and has left only when the server says
so in the end, as ever.
"""

import re
import smtplib
from contextlib import suppress

from django.core.mail.backends import smtp

OK, TAKEN, GO_ON = 250, (250, 251), 354
END = b".\r\n"
_DOT_AT_THE_BEGINNING = re.compile(rb"(?m)^\.")


class _InOneBreath:
    def sendmail(self, from_addr, to_addrs, msg, mail_options=(), rcpt_options=()):
        self.ehlo_or_helo_if_needed()
        if not self.has_extn("pipelining") or len(to_addrs) > 1 or rcpt_options:
            return super().sendmail(from_addr, to_addrs, msg, mail_options, rcpt_options)
        [to] = to_addrs
        self._announce(from_addr, to, msg, mail_options)
        whole = msg if msg.endswith(b"\r\n") else msg + b"\r\n"
        self.send(_DOT_AT_THE_BEGINNING.sub(b"..", whole) + END)
        code, said = self.getreply()
        if code != OK:
            self._forget(waits=False)
            raise smtplib.SMTPDataError(code, said)
        return {}

    def _announce(self, sender, to, msg, options):
        """The server waits for the mail now; or raises as ``sendmail`` of the library does."""
        size = [f"size={len(msg)}"] if self.has_extn("size") else []
        words = [f"mail FROM:{smtplib.quoteaddr(sender)}", *size, *options]
        lines = [" ".join(words), f"rcpt TO:{smtplib.quoteaddr(to)}", "data"]
        if any("\r" in line or "\n" in line for line in lines):
            raise ValueError("A line of the talk with the mail server would be two.")
        self.send("".join(f"{line}\r\n" for line in lines))
        (mailed, of_mail), (taken, of_to), (waits, of_data) = [self.getreply() for _ in lines]
        if mailed == OK and taken in TAKEN and waits == GO_ON:
            return
        self._forget(waits == GO_ON)
        if mailed != OK:
            raise smtplib.SMTPSenderRefused(mailed, of_mail, sender)
        if taken not in TAKEN:
            raise smtplib.SMTPRecipientsRefused({to: (taken, of_to)})
        raise smtplib.SMTPDataError(waits, of_data)

    def _forget(self, waits):
        """End what was begun, so that the next mail can begin; what went wrong is for the caller to tell.

        Where the server ``waits`` for the mail of nobody, or to nobody, it gets none: whatever it says of that, none
        was sent.
        """
        with suppress(smtplib.SMTPServerDisconnected):
            if waits:
                self.send(END)
                self.getreply()
            self.rset()


class _Plain(_InOneBreath, smtplib.SMTP):
    pass


class _Sealed(_InOneBreath, smtplib.SMTP_SSL):
    pass


class EmailBackend(smtp.EmailBackend):
    @property
    def connection_class(self):
        return _Sealed if self.use_ssl else _Plain
