package dev.offboard.orchestrator.backlog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offboard.messaging.access.Role;
import dev.offboard.orchestrator.PortalSlice;
import dev.offboard.orchestrator.backlog.Backlog.Members;
import dev.offboard.orchestrator.backlog.Backlog.Position;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class ConsumersOnDashboardSliceTest extends PortalSlice {
  @Autowired Backlogs backlogs;

  @Test
  void the_dashboard_says_who_keeps_up_who_does_not_and_when_it_cannot_tell() {
    assertThat(dashboard()).contains("can&#39;t tell: Kafka does not say how far they are");

    Position session = new Position("session", 7, 0, Members.SOME);
    backlogs.saw(List.of(session), Instant.now());
    assertThat(dashboard()).contains("all 1 keep up", "By consumer", "has read everything");

    Position identity = new Position("identity-urgent", 7, 4711, Members.NONE);
    backlogs.saw(List.of(session, identity), Instant.now());
    assertThat(dashboard())
        .contains("1 of 2: identity-urgent; see runbook consumer-behind.md")
        .contains("nobody reads for it", "4711");

    backlogs.saw(List.of(), Instant.EPOCH);
    assertThat(dashboard()).contains("can&#39;t tell: Kafka").doesNotContain("By consumer");
  }

  private String dashboard() {
    return somebody(Role.VIEWER).get("/dashboard").body();
  }
}
