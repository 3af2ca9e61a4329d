package dev.offboard.local.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.offboard.audit.verify.Finding;
import dev.offboard.audit.verify.Verdict;
import dev.offboard.local.supervision.Patience;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class OldCheckpointsVerifyTest {
  private static final Verdict VERIFIED = new Verdict(List.of(), List.of(), List.of("all of it"));
  private static final Verdict REFUTED =
      new Verdict(List.of(new Finding(OptionalLong.of(7), "it was changed")), List.of(), List.of());
  private static final Verdict UNKNOWN = new Verdict(List.of(), List.of("no answer"), List.of());

  private final OldCheckpointsVerify invariant =
      new OldCheckpointsVerify(new Patience(Duration.ofMillis(50), Duration.ofMillis(1)));

  @Test
  void a_log_that_verifies_and_one_that_is_not_there_yet_violate_nothing() {
    assertThat(invariant.violations(seeing(() -> Optional.of(VERIFIED)))).isEmpty();
    assertThat(invariant.violations(seeing(Optional::empty))).isEmpty();
  }

  @Test
  void what_is_refuted_is_named() {
    assertThat(invariant.violations(seeing(() -> Optional.of(REFUTED))))
        .extracting(Violation::found)
        .containsExactly("entry 7: it was changed");
  }

  @Test
  void a_checkpoint_that_is_about_to_be_published_is_waited_for() {
    Iterator<Verdict> verdicts = List.of(REFUTED, REFUTED, VERIFIED).iterator();
    assertThat(invariant.violations(seeing(() -> Optional.of(verdicts.next())))).isEmpty();
  }

  @Test
  void what_cannot_be_told_is_not_called_good() {
    assertThatThrownBy(() -> invariant.violations(seeing(() -> Optional.of(UNKNOWN))))
        .hasMessage("no answer");
  }

  private static Look seeing(Sealed log) {
    return new Look(null, null, null, () -> "", log, Duration.ZERO);
  }
}
