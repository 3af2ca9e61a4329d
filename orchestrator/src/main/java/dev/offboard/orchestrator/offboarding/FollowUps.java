package dev.offboard.orchestrator.offboarding;

import static dev.offboard.contracts.Initiator.ORCHESTRATOR;
import static dev.offboard.orchestrator.saga.OffboardUser.OFFBOARD_USER;

import dev.offboard.contracts.OffboardingId;
import dev.offboard.orchestrator.saga.Decision;
import dev.offboard.orchestrator.saga.Offboarding;
import dev.offboard.orchestrator.saga.Requested;
import dev.offboard.orchestrator.saga.Saga;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// Begins another offboarding where a sweep found access after the end of one. A user who is being
/// offboarded anyway, or has come back under a later epoch, gets none.
@Component
public class FollowUps {
  private static final Logger log = LoggerFactory.getLogger(FollowUps.class);

  private final Offboardings offboardings;

  FollowUps(Offboardings offboardings) {
    this.offboardings = offboardings;
  }

  @Transactional(propagation = Propagation.MANDATORY)
  public void begin(List<Offboarding> ended) {
    if (ended.isEmpty()) {
      return;
    }
    Offboardings.Beginning beginning = offboardings.beginning(ended.size());
    List<Decision> decided = new ArrayList<>();
    for (int i = 0; i < ended.size(); i++) {
      decided.add(
          Saga.followUp(
              OFFBOARD_USER,
              requested(beginning.ids().get(i), ended.get(i), beginning.decisions().now()),
              beginning.decisions().now()));
    }
    Set<OffboardingId> begun =
        offboardings.insertIfNone(decided.stream().map(Decision::next).toList());
    decided.stream()
        .filter(decision -> begun.contains(decision.next().id()))
        .forEach(beginning.decisions()::take);
    offboardings.save(beginning.decisions());
    tell(beginning.decisions());
  }

  private static Requested requested(OffboardingId id, Offboarding ended, Instant now) {
    return new Requested(
        id,
        ended.user(),
        ended.epoch(),
        ended.reason(),
        ORCHESTRATOR,
        ended.policy(),
        now,
        ended.id());
  }

  private static void tell(Decisions begun) {
    begun.ids().stream()
        .map(id -> begun.find(id).orElseThrow())
        .forEach(
            offboarding ->
                log.warn(
                    "a sweep found access of {} after the end of offboarding {}; offboarding {}"
                        + " takes it away. See deploy/runbooks/residual-access.md",
                    offboarding.user(),
                    offboarding.follows(),
                    offboarding.id()));
  }
}
