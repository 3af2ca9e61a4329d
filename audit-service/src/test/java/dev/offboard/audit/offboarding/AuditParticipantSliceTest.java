package dev.offboard.audit.offboarding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offboard.audit.AuditSlice;
import dev.offboard.contracts.Evidence;
import dev.offboard.contracts.Phase;
import dev.offboard.contracts.StepReport;
import dev.offboard.contracts.StepReport.ResidualAccessReported;
import dev.offboard.contracts.StepReport.StepCompleted;
import dev.offboard.contracts.Topics;
import dev.offboard.messaging.testkit.Deliveries;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

@AuditSlice
class AuditParticipantSliceTest {
  @Autowired ApplicationContext context;

  private final Chronicle ann = Chronicle.of("acme", "ann-" + System.nanoTime());
  private final Chronicle bob = Chronicle.of("acme", "bob-" + System.nanoTime());
  private Deliveries lifecycle;

  @BeforeEach
  void listen() {
    lifecycle = Deliveries.to(context, Topics.LIFECYCLE);
  }

  @Test
  void it_completes_and_says_how_many_entries_the_log_has_so_far() {
    Deliveries.to(context, Topics.HISTORY).deliver(ann.changes(1, 2));

    assertThat(
            completed(lifecycle.deliver(ann.story().deprovisioned(), bob.story().deprovisioned())))
        .extracting(StepCompleted::offboardingId, StepCompleted::phase, StepCompleted::evidence)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(ann.id(), Phase.REVOKE, Evidence.of("entries", 2)),
            org.assertj.core.groups.Tuple.tuple(bob.id(), Phase.REVOKE, Evidence.of("entries", 0)));
  }

  @Test
  void it_completes_every_phase() {
    lifecycle.deliver(ann.story().deprovisioned(), bob.story().deprovisioned());

    assertThat(completed(lifecycle.deliver(ann.story().erased(), bob.story().reinstated())))
        .extracting(StepCompleted::phase)
        .containsExactlyInAnyOrder(Phase.ERASE, Phase.REINSTATE);
  }

  @Test
  void announced_again_it_repeats_its_answer() {
    lifecycle.deliver(ann.story().deprovisioned());
    Deliveries.to(context, Topics.HISTORY).deliver(ann.changes(1));

    assertThat(completed(lifecycle.deliver(ann.story().attempt(2).deprovisioned())))
        .singleElement()
        .satisfies(
            again -> {
              assertThat(again.attempt()).isEqualTo(2);
              assertThat(again.evidence()).isEqualTo(Evidence.of("entries", 0));
            });
  }

  @Test
  void it_never_holds_any_access() {
    assertThat(lifecycle.deliver(ann.story().queried()))
        .singleElement()
        .isInstanceOfSatisfying(
            ResidualAccessReported.class,
            report -> assertThat(report.residual()).isEqualTo(Evidence.NONE));
  }

  private static List<StepCompleted> completed(List<StepReport> reports) {
    assertThat(reports).allSatisfy(r -> assertThat(r).isInstanceOf(StepCompleted.class));
    return reports.stream().map(StepCompleted.class::cast).toList();
  }
}
