package dev.offboard.local.evidence.collection;

import com.fasterxml.jackson.databind.JsonNode;
import dev.offboard.audit.note.SignedCheckpoint;
import dev.offboard.audit.note.VerifierKey;
import dev.offboard.contracts.OffboardingId;
import dev.offboard.contracts.TenantId;
import dev.offboard.local.certificate.CheckedCertificate;
import dev.offboard.local.client.OffboardingFilter;
import dev.offboard.local.client.Period;
import dev.offboard.local.client.PlatformClient;
import dev.offboard.local.client.ServiceRefusal;
import dev.offboard.local.evidence.EvidenceFolder;
import dev.offboard.local.evidence.EvidenceRow;
import dev.offboard.local.journal.PlatformFailure;
import dev.offboard.local.json.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/// Fetches everything about a period and puts it into a folder. What it fetches it verifies at
/// once, with the installation's own key; what does not hold is in the folder all the same, and is
/// said.
final class Collector {
  private static final int CONFLICT = 409;

  private final PlatformClient platform;
  private final VerifierKey logKey;
  private final EvidenceFolder folder;
  private final Consumer<String> progress;
  private final SortedMap<Long, SignedCheckpoint> checkpoints = new TreeMap<>();
  private final List<String> doubts = new ArrayList<>();
  private long said = System.nanoTime();

  Collector(
      PlatformClient platform,
      VerifierKey logKey,
      EvidenceFolder folder,
      Consumer<String> progress) {
    this.platform = platform;
    this.logKey = logKey;
    this.folder = folder;
    this.progress = progress;
  }

  /// What came of it.
  ///
  /// @param doubts what did not verify, or is missing
  record Collected(int offboardings, int certificates, int open, List<String> doubts) {}

  Collected collect(Period period, Optional<TenantId> tenant) {
    progress.accept(
        "listing the offboardings that were requested from %s to %s"
            .formatted(period.from(), period.to()));
    List<JsonNode> listed =
        platform
            .offboardings()
            .list(
                new OffboardingFilter(
                    tenant, Optional.empty(), Optional.empty(), Optional.of(period)),
                Integer.MAX_VALUE);
    List<EvidenceRow> rows = new ArrayList<>(listed.size());
    int certificates = 0;
    for (JsonNode offboarding : listed) {
      Optional<String> missing = certificate(offboarding);
      certificates += missing.isEmpty() ? 1 : 0;
      rows.add(
          EvidenceRow.of(
              offboarding,
              missing.orElseGet(
                  () -> EvidenceFolder.nameOfCertificate(offboarding.path("id").asText()))));
      tellOf(rows.size(), listed.size());
    }
    checkpoints(period);
    folder.key(logKey.toString());
    Map<String, Object> about = about(period, tenant);
    folder.list(about, rows);
    int open = (int) listed.stream().filter(it -> !EvidenceRow.hasEnded(it)).count();
    folder.readme(AuditorsReadme.of(about, rows.size(), certificates, open));
    return new Collected(rows.size(), certificates, open, doubts);
  }

  /// Puts it into the folder, or says why there is none.
  private Optional<String> certificate(JsonNode offboarding) {
    if (!EvidenceRow.hasEnded(offboarding)) {
      return Optional.of("none: not ended, it is " + offboarding.path("state").asText());
    }
    OffboardingId id = OffboardingId.parse(offboarding.path("id").asText());
    try {
      CheckedCertificate certificate = CheckedCertificate.fetch(platform, logKey, id);
      folder.certificate(id.toString(), certificate.file());
      if (!certificate.isVerified()) {
        doubts.add("offboarding %s: %s".formatted(id, certificate.summary()));
      }
      SignedCheckpoint checkpoint =
          SignedCheckpoint.parse(Json.tree(certificate.file()).path("checkpoint").asText());
      checkpoints.put(checkpoint.checkpoint().head().size(), checkpoint);
      return Optional.empty();
    } catch (ServiceRefusal refusal) {
      if (refusal.status() != CONFLICT) {
        throw refusal;
      }
      doubts.add(
          "offboarding %s has ended and has no certificate: %s"
              .formatted(id, refusal.getMessage()));
      return Optional.of("none: " + refusal.code());
    }
  }

  /// After the certificates, so that the latest continues all that they lead to.
  private void checkpoints(Period period) {
    progress.accept("fetching checkpoints");
    platform
        .audit()
        .checkpoints(period)
        .forEach(it -> checkpoints.put(it.checkpoint().head().size(), it));
    SignedCheckpoint latest =
        platform
            .audit()
            .latestCheckpoint()
            .orElseThrow(
                () -> new PlatformFailure("The audit log is empty: there is no evidence yet."));
    long size = latest.checkpoint().head().size();
    checkpoints.forEach(
        (older, checkpoint) ->
            folder.checkpoint(checkpoint, platform.audit().consistency(older, size)));
    folder.latest(latest);
  }

  private Map<String, Object> about(Period period, Optional<TenantId> tenant) {
    Map<String, Object> about = new LinkedHashMap<>();
    about.put("log", logKey.name());
    about.put("requestedFrom", period.from().toString());
    about.put("requestedTo", period.to().toString());
    tenant.ifPresent(it -> about.put("tenantId", it.value()));
    about.put("collectedAt", Instant.now().toString());
    return about;
  }

  /// Often enough to see that it moves.
  private void tellOf(int done, int all) {
    if (System.nanoTime() - said > 2_000_000_000L) {
      said = System.nanoTime();
      progress.accept("%d of %d offboardings".formatted(done, all));
    }
  }
}
