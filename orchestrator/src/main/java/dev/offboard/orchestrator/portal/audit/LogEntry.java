package dev.offboard.orchestrator.portal.audit;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.offboard.contracts.TenantId;
import dev.offboard.orchestrator.portal.When;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// An entry of the audit log as audit-service tells it.
///
/// @param body the canonical JSON, byte for byte what the log vouches for
@JsonIgnoreProperties(ignoreUnknown = true)
public record LogEntry(
    long index,
    String kind,
    @Nullable String offboardingId,
    TenantId tenantId,
    @Nullable String userId,
    int epoch,
    Instant at,
    String body) {
  /// How the log says that an entry is about no offboarding, and about nobody.
  private static final String NO_OFFBOARDING = new UUID(0, 0).toString();

  private static final String NOBODY = "none";

  public boolean isOfOffboarding() {
    return offboardingId != null && !offboardingId.equals(NO_OFFBOARDING);
  }

  public String when() {
    return When.exactly(at);
  }

  public String user() {
    if (!isOfOffboarding() && NOBODY.equals(userId)) {
      return tenantId.value().equals(NOBODY) ? "this platform" : tenantId.value();
    }
    return userId == null ? tenantId.value() : tenantId + "/" + userId;
  }

  public String kindInWords() {
    return kind.replace('-', ' ');
  }

  byte[] leaf() {
    return body.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public String toString() {
    return "LogEntry[" + index + "]";
  }
}
