package dev.offboard.audit.distribution;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// @param witnesses who is asked to cosign each checkpoint
/// @param publishTo where each checkpoint is put: `file:` or `https:` (PUT); `http:` on loopback
///   only
/// @param interval how long a new checkpoint waits at most before it goes out
/// @param timeout for one call
@ConfigurationProperties("offboard.distribution")
record DistributionProperties(
    @DefaultValue List<WitnessAddress> witnesses,
    @DefaultValue List<URI> publishTo,
    @DefaultValue("1s") Duration interval,
    @DefaultValue("10s") Duration timeout) {

  /// @param vkey its public key, from whoever runs it
  /// @param url the submission prefix of C2SP tlog-witness
  record WitnessAddress(String vkey, URI url) {}

  DistributionProperties {
    witnesses.forEach(witness -> requireSafe(witness.url()));
    publishTo.forEach(DistributionProperties::requireSafe);
  }

  private static void requireSafe(URI url) {
    boolean safe =
        switch (String.valueOf(url.getScheme())) {
          case "https", "file" -> true;
          case "http" -> List.of("127.0.0.1", "[::1]").contains(String.valueOf(url.getHost()));
          default -> false;
        };
    if (!safe) {
      throw new IllegalArgumentException(
          "checkpoints can't go to %s (expected: https:, file:, or http: on 127.0.0.1). The service does not start"
              .formatted(url));
    }
  }
}
