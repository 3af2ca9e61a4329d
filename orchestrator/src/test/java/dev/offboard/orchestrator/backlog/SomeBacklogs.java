package dev.offboard.orchestrator.backlog;

import dev.offboard.orchestrator.backlog.Backlog.Members;
import dev.offboard.orchestrator.backlog.Backlog.Position;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// What Kafka has said of some consumers, for as long as a test looks.
public final class SomeBacklogs {
  private SomeBacklogs() {}

  public static void areKnownTo(Backlogs backlogs) {
    backlogs.saw(
        List.of(
            new Position("audit", 40, 0, Members.SOME),
            new Position("identity", 37, 3, Members.SOME),
            new Position("session", 40, 0, Members.SOME),
            new Position("session-urgent", 2, 1, Members.NONE)),
        Instant.now().plus(Duration.ofHours(1)));
  }
}
