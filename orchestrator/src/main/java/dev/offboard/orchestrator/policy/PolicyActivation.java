package dev.offboard.orchestrator.policy;

import static java.util.Objects.requireNonNull;

import dev.offboard.contracts.ReasonCode;
import dev.offboard.messaging.access.Caller;
import dev.offboard.messaging.chassis.ApiProblem;
import dev.offboard.orchestrator.access.AccessRecords;
import dev.offboard.orchestrator.access.AccessRecords.Change;
import dev.offboard.orchestrator.access.AccessRecords.Holder;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/// Makes another version the one that counts, for whatever is requested from then on; what is under
/// way ends on the one that it began with. Of two who edit the same version the second is told so.
/// The audit has an entry of every activation.
@Component
public final class PolicyActivation {
  private static final int LONGEST_NOTE = 500;

  private final Policies policies;
  private final PolicyRows rows;
  private final AccessRecords audit;
  private final TransactionOperations transactions;

  PolicyActivation(
      Policies policies, PolicyRows rows, AccessRecords audit, TransactionOperations transactions) {
    this.policies = policies;
    this.rows = rows;
    this.audit = audit;
    this.transactions = transactions;
  }

  /// @throws ApiProblem 404 `reason-unknown`
  public PolicyVersion known(ReasonCode reason) {
    return policies
        .active(reason)
        .orElseThrow(
            () ->
                ApiProblem.notFound(
                    "reason-unknown",
                    "There is no policy %s (known: %s). Nothing was done."
                        .formatted(reason, String.join(", ", policies.known()))));
  }

  /// What the body would come to, based on the version that is active or on the one it wants to go
  /// back to.
  ///
  /// @throws ApiProblem 404 `reason-unknown`, 400 for a version to go back to that there isn't
  public Draft draft(ReasonCode reason, PolicyBody body) {
    PolicyVersion active = known(reason);
    Integer back = body.equalTo();
    if (back == null) {
      return Draft.of(body, active.policy());
    }
    return policies.versions(reason).stream()
        .filter(it -> it.number() == back)
        .findFirst()
        .map(it -> Draft.of(body, it.policy()))
        .orElseGet(
            () ->
                new Draft(
                    active.policy(),
                    List.of(
                        new FieldProblem(
                            "equalTo", "%d (expected: a version there is)".formatted(back)))));
  }

  /// @throws ApiProblem 400 `policy-unfit` with `errors` by field; 404 `reason-unknown`; 409
  ///   `policy-changed` if another version is active than the one it is based on
  public PolicyVersion activate(Caller caller, ReasonCode reason, PolicyBody body) {
    Draft draft = checked(draft(reason, body), body);
    int basedOn = requireNonNull(body.basedOn());
    Policy next = draft.policy().as(basedOn + 1);
    String note = Objects.requireNonNull(body.note()).strip();
    try {
      transactions.executeWithoutResult(
          tx -> {
            keepShipped(reason);
            if (policies.versions(reason).getFirst().number() != basedOn
                || !rows.insert(new PolicyVersion(next, caller.subject(), null, note))) {
              throw changed(reason, basedOn);
            }
            audit.tell(
                Change.POLICY_ACTIVATED,
                List.of(
                    new Holder(
                        "policy.%s.%d".formatted(reason, next.version()), null, null, Set.of())),
                caller.subject());
          });
    } finally {
      policies.forget();
    }
    return known(reason);
  }

  /// What the configuration said is the first version, before another one replaces it.
  private void keepShipped(ReasonCode reason) {
    PolicyVersion active = policies.versions(reason).getFirst();
    if (active.at() == null) {
      rows.insert(active);
    }
  }

  private Draft checked(Draft draft, PolicyBody body) {
    Fields fields = new Fields();
    draft.problems().forEach(it -> fields.wrong(it.field(), it.problem()));
    if (body.basedOn() == null) {
      fields.wrong("basedOn", "is missing (expected: the number of the version you have seen)");
    }
    if (fields.text("note", body.note(), LONGEST_NOTE).isEmpty()
        && fields.problems().stream().noneMatch(it -> it.field().equals("note"))) {
      fields.wrong("note", "is missing (expected: why)");
    }
    if (fields.problems().isEmpty()
        && policies
            .active(draft.policy().reason())
            .filter(it -> it.number() == requireNonNull(body.basedOn()))
            .filter(it -> draft.isSameAs(it.policy()))
            .isPresent()) {
      fields.wrong("basedOn", "nothing would change: this is what is active");
    }
    if (!fields.problems().isEmpty()) {
      throw unfit(fields.problems());
    }
    return draft;
  }

  /// What is told of a body that can't be kept.
  public static ApiProblem unfit(List<FieldProblem> problems) {
    FieldProblem first = problems.getFirst();
    return ApiProblem.badRequest(
            "policy-unfit",
            "%s: %s. Nothing was done; `errors` has all that is wrong."
                .formatted(first.field(), first.problem()))
        .with("field", first.field())
        .with("errors", problems);
  }

  private ApiProblem changed(ReasonCode reason, int basedOn) {
    int active = policies.versions(reason).getFirst().number();
    return ApiProblem.conflict(
            "policy-changed",
            "Policy %s is at version %d, and this was based on version %d. Nothing was done; look at it again."
                .formatted(reason, active, basedOn))
        .with("version", active);
  }
}
