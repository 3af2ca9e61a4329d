package dev.offboard.orchestrator.rehearsal;

import dev.offboard.orchestrator.offboarding.PastRequests;
import dev.offboard.orchestrator.plan.Replay;
import dev.offboard.orchestrator.policy.Policy;
import dev.offboard.orchestrator.policy.Sentences;
import dev.offboard.orchestrator.rehearsal.Rehearsal.Difference;
import dev.offboard.orchestrator.rehearsal.Rehearsal.Example;
import dev.offboard.orchestrator.saga.Asked;
import dev.offboard.orchestrator.saga.Offboarding;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/// Looks back with the eyes of another policy.
@Component
public final class Rehearsals {
  private static final int DAYS = 30;

  /// Replayed within a second or two; more tell nothing more.
  private static final int MOST = 5000;

  private static final int MOST_EXAMPLES = 20;

  private final PastRequests requests;

  Rehearsals(PastRequests requests) {
    this.requests = requests;
  }

  /// Reads only.
  public Rehearsal of(Policy policy) {
    List<Offboarding> found = requests.of(policy.reason(), DAYS, MOST + 1);
    List<Offboarding> past = found.subList(0, Math.min(MOST, found.size()));
    List<Example> examples = new ArrayList<>();
    int changed = 0;
    int notKnown = 0;
    for (Offboarding one : past) {
      Replay replay = Replay.of(policy, one);
      List<Difference> differences = differences(one, replay);
      if (!replay.isKnown()) {
        notKnown++;
      } else if (!differences.isEmpty()) {
        changed++;
        if (examples.size() < MOST_EXAMPLES) {
          examples.add(
              new Example(one.id(), one.user(), one.milestones().requestedAt(), differences));
        }
      }
    }
    return new Rehearsal(
        DAYS, past.size(), changed, notKnown, found.size() == past.size(), examples);
  }

  private static List<Difference> differences(Offboarding past, Replay replay) {
    List<Difference> differences = new ArrayList<>();
    Asked asked = past.approvals().asked();
    String was = approvals(asked == null ? 0 : asked.approvals());
    String refusal = replay.refusal();
    String wouldBe = refusal == null ? approvals(replay.approvals()) : "refused: " + refusal;
    if (!was.equals(wouldBe)) {
      differences.add(new Difference("Approvals", was, wouldBe));
    }
    Sentences.differences(past.policy(), replay.settings()).stream()
        .filter(it -> !it.setting().equals(Sentences.APPROVALS))
        .forEach(it -> differences.add(new Difference(it.setting(), it.one(), it.other())));
    return differences;
  }

  private static String approvals(int number) {
    return number == 0 ? "nobody else" : number == 1 ? "one other person" : number + " others";
  }
}
