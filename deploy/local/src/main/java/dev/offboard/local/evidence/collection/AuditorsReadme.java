package dev.offboard.local.evidence.collection;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/// The page that explains an evidence folder to an auditor.
final class AuditorsReadme {
  private static final String TEMPLATE = "/evidence/README.md";

  private AuditorsReadme() {}

  /// @param about what the list is of
  /// @param open how many have not ended
  static String of(Map<String, Object> about, int offboardings, int certificates, int open) {
    return template()
        .replace("{log}", String.valueOf(about.get("log")))
        .replace("{from}", String.valueOf(about.get("requestedFrom")))
        .replace("{to}", String.valueOf(about.get("requestedTo")))
        .replace("{tenant}", String.valueOf(about.getOrDefault("tenantId", "all tenants")))
        .replace("{collectedAt}", String.valueOf(about.get("collectedAt")))
        .replace("{offboardings}", String.valueOf(offboardings))
        .replace("{certificates}", String.valueOf(certificates))
        .replace("{open}", String.valueOf(open));
  }

  private static String template() {
    try (InputStream in = AuditorsReadme.class.getResourceAsStream(TEMPLATE)) {
      if (in == null) {
        throw new IllegalStateException(TEMPLATE + " is not in this program; build it again");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(TEMPLATE + " can't be read", e);
    }
  }
}
