package dev.offboard.orchestrator.simulation;

import static dev.offboard.orchestrator.saga.OffboardUser.OFFBOARD_USER;

import dev.offboard.contracts.Initiator;
import dev.offboard.contracts.OffboardingState;
import dev.offboard.orchestrator.saga.Decision;
import dev.offboard.orchestrator.saga.Definitions;
import dev.offboard.orchestrator.saga.Offboarding;
import dev.offboard.orchestrator.saga.Requested;
import dev.offboard.orchestrator.saga.Saga;
import dev.offboard.orchestrator.saga.SagaEvent;
import java.time.Duration;
import java.time.Instant;

/// The saga core: the real one, or broken on purpose.
class Core {
  static Core of(Twin twin) {
    return switch (twin) {
      case COMPENSATES_ON_TIMEOUT -> new CompensatesOnTimeout();
      case ERASES_WHENEVER_WOKEN -> new ErasesWheneverWoken();
      default -> new Core();
    };
  }

  Decision begin(Requested requested, Instant now) {
    return Saga.begin(Definitions.of(requested.roles()), requested, now);
  }

  Decision rehire(Requested requested, Instant now) {
    return Saga.rehire(OFFBOARD_USER, requested, now);
  }

  Decision followUp(Requested requested, Instant now) {
    return Saga.followUp(OFFBOARD_USER, requested, now);
  }

  Decision decide(Offboarding offboarding, SagaEvent event, Instant now) {
    return Saga.decide(offboarding.definition(), offboarding, event, now);
  }

  private static final class CompensatesOnTimeout extends Core {
    @Override
    Decision decide(Offboarding offboarding, SagaEvent event, Instant now) {
      Instant respondBy = offboarding.milestones().respondBy();
      boolean late = respondBy != null && now.isAfter(respondBy);
      return event instanceof SagaEvent.TimerFired
              && offboarding.state() == OffboardingState.REVOKING
              && late
          ? super.decide(offboarding, new SagaEvent.UndoRequested(Initiator.ORCHESTRATOR), now)
          : super.decide(offboarding, event, now);
    }
  }

  private static final class ErasesWheneverWoken extends Core {
    private static final Duration FOREVER = Duration.ofDays(365);

    @Override
    Decision decide(Offboarding offboarding, SagaEvent event, Instant now) {
      return event instanceof SagaEvent.TimerFired
              && offboarding.state() == OffboardingState.REVOKED
          ? super.decide(offboarding, event, now.plus(FOREVER))
          : super.decide(offboarding, event, now);
    }
  }
}
