package dev.offboard.orchestrator.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offboard.contracts.Phase;
import dev.offboard.contracts.Priority;
import dev.offboard.orchestrator.saga.FourEyes;
import dev.offboard.orchestrator.saga.FourEyes.Guard;
import dev.offboard.orchestrator.saga.PolicySnapshot;
import dev.offboard.orchestrator.saga.Refusal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PolicyJsonTest {
  @Test
  void what_is_written_is_read() {
    PolicySnapshot policy =
        new PolicySnapshot(
            "leaver",
            3,
            Duration.ofDays(14),
            Map.of(Phase.REVOKE, Duration.ofMinutes(2)),
            Refusal.REINSTATE,
            4,
            PolicySnapshot.Erase.NEVER,
            List.of(Duration.ofHours(1)),
            Priority.URGENT,
            PolicySnapshot.OtherContract.CANCEL,
            new FourEyes(
                1, Duration.ofHours(4), Guard.TWO_APPROVERS, Guard.REFUSE, Guard.TWO_APPROVERS),
            List.of("rule-2", "rule-3-failed"));
    assertThat(PolicyJson.read(PolicyJson.write(policy))).isEqualTo(policy);
  }

  @Test
  void a_refusal_code_of_a_newer_version_gives_nothing_back() {
    String newer =
        """
        {"name":"x","version":2,"gracePeriod":"P1D","deadlines":{},"onRefusal":"ASK_TWICE",
         "attentionAfter":3,"approvals":2}
        """;
    assertThat(PolicyJson.read(newer).onRefusal()).isEqualTo(Refusal.HOLD);
    assertThat(PolicyJson.read(newer).fourEyes()).isEqualTo(FourEyes.NONE);
    assertThat(PolicyJson.read(newer).priority()).isEqualTo(Priority.NORMAL);
  }
}
