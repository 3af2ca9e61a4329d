package dev.offboard.orchestrator.inventory;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.offboard.orchestrator.calls.ServiceAway;
import dev.offboard.orchestrator.inventory.ServiceReads.Service;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// When the audit log has last signed what it holds.
@Component
public class AuditCheckpoint {
  /// It signs every few seconds when there is something new; who has none in two days has a quiet
  /// log or a problem, and either is worth a look.
  private static final Duration LOOKED_BACK = Duration.ofDays(2);

  private final ServiceReads reads;

  AuditCheckpoint(ServiceReads reads) {
    this.reads = reads;
  }

  @JsonIgnoreProperties(ignoreUnknown = true)
  private record Issued(long size, Instant issuedAt) {}

  @JsonIgnoreProperties(ignoreUnknown = true)
  private record Checkpoints(List<Issued> checkpoints) {}

  /// @param entries how many entries it vouches for
  public record Last(long entries, Instant issuedAt) {}

  /// Known and empty if there was none lately.
  public Told<Optional<Last>> last(Instant now) {
    String path =
        "/api/checkpoints?from=%s&to=%s"
            .formatted(now.minus(LOOKED_BACK), now.plus(Duration.ofMinutes(1)));
    try {
      return Told.known(
          reads
              .read(Service.AUDIT, path, Checkpoints.class)
              .filter(it -> !it.checkpoints().isEmpty())
              .map(it -> it.checkpoints().getLast())
              .map(it -> new Last(it.size(), it.issuedAt())));
    } catch (ServiceAway e) {
      return Told.away(e);
    }
  }
}
