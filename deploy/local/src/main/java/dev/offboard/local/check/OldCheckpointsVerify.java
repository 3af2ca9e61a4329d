package dev.offboard.local.check;

import dev.offboard.audit.verify.Verdict;
import dev.offboard.local.client.ServiceRefusal;
import dev.offboard.local.supervision.Patience;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// I10. The audit log verifies as a whole, and grew out of the checkpoint that its signer
/// remembers.
final class OldCheckpointsVerify implements Invariant {
  /// The signer remembers a moment before it publishes.
  private static final Duration UNDER_WAY = Duration.ofSeconds(5);

  private static final Duration LOOK_EVERY = Duration.ofMillis(500);

  private final Patience patience;

  OldCheckpointsVerify() {
    this(new Patience(UNDER_WAY, LOOK_EVERY));
  }

  OldCheckpointsVerify(Patience patience) {
    this.patience = patience;
  }

  @Override
  public String id() {
    return "I10";
  }

  @Override
  public String claim() {
    return "the audit log verifies, and grew out of what was signed";
  }

  @Override
  public List<Violation> violations(Look look) {
    List<Violation> violations = new ArrayList<>();
    patience.until(
        () -> {
          violations.clear();
          violations.addAll(found(look));
          return violations.isEmpty();
        });
    return List.copyOf(violations);
  }

  private static List<Violation> found(Look look) {
    try {
      return look.log().verdict().map(OldCheckpointsVerify::found).orElse(List.of());
    } catch (ServiceRefusal e) {
      return List.of(Violation.of(String.valueOf(e.getMessage())));
    }
  }

  private static List<Violation> found(Verdict verdict) {
    return switch (verdict.outcome()) {
      case VERIFIED -> List.of();
      case REFUTED ->
          verdict.refuted().stream().map(finding -> Violation.of(finding.toString())).toList();
      case CANNOT_TELL -> throw new IllegalStateException(verdict.unknown().getFirst());
    };
  }
}
