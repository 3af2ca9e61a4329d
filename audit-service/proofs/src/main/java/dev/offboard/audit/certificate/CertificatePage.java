package dev.offboard.audit.certificate;

import dev.offboard.audit.certificate.Statement.Person;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A certificate for people: one HTML page that stands on its own, prints well, runs no script and
/// loads nothing. It shows what the file says and proves nothing itself; it says how to verify the
/// file.
public final class CertificatePage {
  private static final String NONE = "–";

  @SuppressWarnings("InlineFormatString") // reads as the page it is
  private static final String PAGE =
      """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
      <title>Certificate of offboarding %1$s</title>
      <style>
      body { font: 15px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 60rem; padding: 0 1rem; color: #1b1f24; background: #fff; }
      h1 { font-size: 1.6rem; } h2 { font-size: 1.1rem; margin-top: 2rem; }
      table { border-collapse: collapse; width: 100%%; } th, td { text-align: left; vertical-align: top; padding: .3rem .6rem; border-bottom: 1px solid #d0d7de; }
      td:last-child { overflow-wrap: anywhere; }
      th { background: #f6f8fa; } code, pre { font: 13px/1.4 ui-monospace, monospace; overflow-wrap: anywhere; white-space: pre-wrap; }
      @media print { body { margin: 0; max-width: none; font-size: 10pt; } h2 { break-after: avoid; } tr { break-inside: avoid; } thead { display: table-header-group; } }
      @page { margin: 18mm; }
      </style>
      </head>
      <body>
      <h1>Certificate of offboarding</h1>
      %2$s
      </body>
      </html>
      """;

  /// The outcome of a report that answers `ResidualAccessQueried`.
  private static final String READ_AGAIN = "residual-access";

  private final StringBuilder html = new StringBuilder();

  private CertificatePage() {}

  public static String of(Certificate certificate) {
    CertificatePage page = new CertificatePage();
    page.write(certificate);
    return PAGE.formatted(escaped(certificate.offboarding().offboardingId()), page.html);
  }

  private void write(Certificate certificate) {
    Offboarding about = certificate.offboarding();
    Statement statement = certificate.statement();
    table(
        List.of("What", "Value"),
        List.of(
            List.of("Offboarding", about.offboardingId()),
            List.of("Tenant", about.tenantId()),
            List.of("User", concerned(about)),
            List.of("Epoch", about.epoch()),
            List.of("Reason", shown(about.reason())),
            List.of("Policy version", shown(about.policyVersion())),
            List.of("State", statement.state()),
            List.of("Requested", statement.requestedAt()),
            List.of("Requested by", shown(statement.requestedBy())),
            List.of("Access revoked and verified", shown(statement.revokedAt())),
            List.of("Concluded", shown(statement.concludedAt()))));
    section("Done by each participant");
    table(
        List.of("Participant", "Phase", "Outcome", "At", "Evidence", "Access left"),
        statement.results().stream()
            .map(
                it ->
                    List.<Object>of(
                        it.participant(),
                        it.phase(),
                        outcome(it),
                        it.at(),
                        shown(it.evidence()),
                        it.residualAccess().isEmpty()
                            ? shown(it.residual())
                            : shown(it.residualAccess())))
            .toList());
    section("Approvals");
    table(
        List.of("At", "By"),
        statement.approvals().stream()
            .map(it -> List.<Object>of(it.at(), shown(it.by())))
            .toList());
    section("History");
    table(
        List.of("No.", "At", "From", "To", "By", "Why", "Note (encrypted)"),
        statement.history().stream()
            .map(
                it ->
                    List.<Object>of(
                        it.sequence(),
                        it.at(),
                        shown(it.from()),
                        it.to(),
                        shown(it.by()),
                        it.why(),
                        shown(it.note())))
            .toList());
    if (statement.history().stream().anyMatch(it -> it.note() != null)) {
      html.append(
          "<p>Notes are encrypted under a key of the user they concern. It is destroyed when the"
              + " user is erased, and every proof verifies with or without it.</p>\n");
    }
    section("Entries of the audit log");
    table(
        List.of("Leaf", "Entry"),
        certificate.entries().stream()
            .map(it -> List.<Object>of(it.leafIndex(), it.body()))
            .toList());
    section("Checkpoint");
    html.append("<pre>").append(escaped(certificate.checkpoint())).append("</pre>\n");
    section("How to verify");
    html.append(
            "<p>This page is for reading. The certificate's file is what proves: <code>./offboard"
                + " verify FILE --key KEY</code> with the key of the log <code>")
        .append(escaped(certificate.origin()))
        .append(
            "</code> works offline, and every proof in the file is a C2SP tlog-proof that other"
                + " programs verify too.</p>\n");
  }

  private static String concerned(Offboarding about) {
    return about.roles().isEmpty()
        ? about.userId()
        : "%s, only these roles: %s".formatted(about.userId(), String.join(", ", about.roles()));
  }

  private void section(String title) {
    html.append("<h2>").append(escaped(title)).append("</h2>\n");
  }

  private void table(List<String> header, List<? extends List<?>> rows) {
    if (rows.isEmpty()) {
      html.append("<p>None.</p>\n");
      return;
    }
    html.append("<table>\n<thead>");
    row("th", header);
    html.append("</thead>\n<tbody>\n");
    rows.forEach(row -> row("td", row));
    html.append("</tbody>\n</table>\n");
  }

  private void row(String tag, List<?> cells) {
    html.append("<tr>");
    for (Object cell : cells) {
      html.append('<').append(tag).append('>');
      html.append(escaped(cell.toString()));
      html.append("</").append(tag).append('>');
    }
    html.append("</tr>\n");
  }

  /// A report of residual access is an answer to a question, and mostly says that there is none.
  private static String outcome(Statement.Result result) {
    if (result.outcome().equals(READ_AGAIN)) {
      return Objects.equals(result.residual(), 0L)
          ? "read again: nothing left"
          : "read again: ACCESS LEFT";
    }
    return result.code() == null ? result.outcome() : result.outcome() + ": " + result.code();
  }

  private static String shown(@Nullable Object value) {
    return switch (value) {
      case null -> NONE;
      case Person person -> "%s (%s)".formatted(person.id(), person.role());
      case Note note -> "%s, key %s".formatted(note.ciphertext(), note.keyId());
      case Map<?, ?> counts ->
          counts.isEmpty()
              ? NONE
              : counts.entrySet().stream()
                  .map(it -> it.getKey() + " " + it.getValue())
                  .collect(Collectors.joining(", "));
      default -> value.toString();
    };
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
