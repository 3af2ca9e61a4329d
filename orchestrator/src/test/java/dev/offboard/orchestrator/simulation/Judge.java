package dev.offboard.orchestrator.simulation;

import dev.offboard.contracts.Initiator;
import dev.offboard.contracts.OffboardingState;
import dev.offboard.contracts.ReasonCode;
import dev.offboard.orchestrator.saga.Asked;
import dev.offboard.orchestrator.saga.Offboarding;
import dev.offboard.orchestrator.saga.Party;
import dev.offboard.orchestrator.saga.SagaEvent;
import dev.offboard.orchestrator.saga.StartConditions;
import java.util.List;

/// Two approvers, a requester who would approve their own, and plans that change.
final class Judge {
  static final Asked DRIFTED = new Asked(1, "drifted", "drifted", List.of("policy"));

  private static final List<Party> APPROVERS =
      List.of(
          Party.of(new Initiator("boss-1", "approver")),
          Party.of(new Initiator("boss-2", "approver")));

  private final SimulatedOrchestrator orchestrator;

  Judge(SimulatedOrchestrator orchestrator) {
    this.orchestrator = orchestrator;
  }

  String judge(Act act) {
    List<Offboarding> live = orchestrator.live();
    List<Offboarding> waiting =
        live.stream().filter(one -> one.state() == OffboardingState.AWAITING_APPROVAL).toList();
    if (live.isEmpty()) {
      return "nothing to approve";
    }
    Offboarding judged = act.who(waiting.isEmpty() ? live : waiting);
    SagaEvent event = said(judged, act.how());
    orchestrator.judge(judged.id(), event);
    return "%s about %s, which is %s".formatted(event, judged.id(), judged.state());
  }

  private static SagaEvent said(Offboarding judged, int how) {
    Asked asked = judged.approvals().asked();
    Party by = APPROVERS.get(how % 2);
    String hash = asked == null ? "none" : asked.planHash();
    return switch (how / 2 % 12) {
      case 0 -> new SagaEvent.Denied(by, new ReasonCode("not-leaving"));
      case 1 -> new SagaEvent.StartChecked(drifted(how));
      case 2 -> new SagaEvent.StartChecked(new StartConditions.Fail("has come back"));
      case 3 -> new SagaEvent.Approved(by, "old");
      case 4 -> new SagaEvent.Approved(Party.of(judged.initiator()), hash);
      default -> new SagaEvent.Approved(by, hash);
    };
  }

  private static StartConditions drifted(int how) {
    String plan = "drifted-" + how % 5;
    return new StartConditions.Drifted(
        new Asked(1 + how % 2, plan, plan, List.of("policy")), "holds another role");
  }
}
