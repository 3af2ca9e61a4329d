package dev.offboard.local.certificate;

import dev.offboard.audit.note.VerifierKey;
import dev.offboard.audit.verify.History;
import dev.offboard.audit.verify.ProofVerifier;
import dev.offboard.audit.verify.Trust;
import dev.offboard.audit.verify.Verdict;
import dev.offboard.contracts.OffboardingId;
import dev.offboard.local.client.PlatformClient;
import dev.offboard.local.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// A certificate as the platform handed it over, and what came of verifying it offline.
///
/// @param file the certificate, byte for byte
public record CheckedCertificate(String file, Verdict verdict) {
  /// Fetches and verifies it.
  ///
  /// @param logKey whose name is the log's; from elsewhere than the log
  /// @throws dev.offboard.local.client.ServiceRefusal with status 409 while there is none
  public static CheckedCertificate fetch(
      PlatformClient platform, VerifierKey logKey, OffboardingId id) {
    return of(platform.offboardings().certificate(id), logKey);
  }

  static CheckedCertificate of(String file, VerifierKey logKey) {
    return new CheckedCertificate(
        file,
        ProofVerifier.verify(
            file.getBytes(StandardCharsets.UTF_8),
            Optional.empty(),
            Trust.in(logKey),
            History.none()));
  }

  /// True when nothing in it is refuted and everything could be looked at.
  public boolean isVerified() {
    return verdict.outcome() == Verdict.Outcome.VERIFIED;
  }

  /// One line.
  public String summary() {
    return switch (verdict.outcome()) {
      case VERIFIED ->
          "certificate verified offline: %d entries in a log of %d".formatted(entries(), logSize());
      case REFUTED -> "certificate REFUTED: " + verdict.refuted().getFirst();
      case CANNOT_TELL -> "certificate NOT VERIFIED: " + verdict.unknown().getFirst();
    };
  }

  /// For scripts.
  public Map<String, Object> json() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("outcome", verdict.outcome().name());
    json.put("origin", Json.tree(file).path("origin").asText());
    json.put("entries", entries());
    json.put("logSize", logSize());
    return json;
  }

  private int entries() {
    return Json.tree(file).path("entries").size();
  }

  /// The second line of a C2SP tlog-checkpoint.
  private long logSize() {
    return Json.tree(file)
        .path("checkpoint")
        .asText()
        .lines()
        .skip(1)
        .findFirst()
        .map(Long::parseLong)
        .orElse(0L);
  }
}
