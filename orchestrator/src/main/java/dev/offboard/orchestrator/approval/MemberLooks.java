package dev.offboard.orchestrator.approval;

import dev.offboard.contracts.OffboardingId;
import dev.offboard.contracts.OffboardingState;
import dev.offboard.contracts.UserRef;
import dev.offboard.messaging.chassis.ApiProblem;
import dev.offboard.messaging.tenancy.Tenancy;
import dev.offboard.orchestrator.directory.Directory;
import dev.offboard.orchestrator.directory.DirectoryUser;
import dev.offboard.orchestrator.offboarding.Offboardings;
import dev.offboard.orchestrator.plan.Conditions;
import dev.offboard.orchestrator.saga.Offboarding;
import dev.offboard.orchestrator.saga.StartConditions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/// Looks at many members of a batch at the same time, outside of any transaction.
@Component
final class MemberLooks implements DisposableBean {
  /// Enough to hide the network, few enough for the services that are asked.
  private static final int AT_THE_SAME_TIME = 8;

  private final Offboardings offboardings;
  private final Directory directory;
  private final Conditions conditions;
  private final ExecutorService threads =
      Executors.newFixedThreadPool(
          AT_THE_SAME_TIME, Thread.ofPlatform().name("batch-looks-", 0).daemon().factory());

  MemberLooks(Offboardings offboardings, Directory directory, Conditions conditions) {
    this.offboardings = offboardings;
    this.directory = directory;
    this.conditions = conditions;
  }

  /// What was found about a member.
  sealed interface Look {}

  record Seen(StartConditions conditions) implements Look {}

  /// It would be refused by now, whoever approves it.
  record RefusedByNow() implements Look {}

  /// A service doesn't say what this one holds.
  record Unknown() implements Look {}

  /// Of those that wait for an approval.
  ///
  /// @throws ApiProblem 503 if it isn't known who they are
  Map<OffboardingId, Look> at(List<OffboardingId> ids) {
    List<Offboarding> waiting =
        ids.stream()
            .flatMap(id -> offboardings.find(id).stream())
            .filter(found -> found.state() == OffboardingState.AWAITING_APPROVAL)
            .toList();
    if (waiting.isEmpty()) {
      return Map.of();
    }
    Map<UserRef, Optional<DirectoryUser>> known =
        directory.findAll(waiting.stream().map(Offboarding::user).toList());
    Map<OffboardingId, CompletableFuture<Look>> looks = new HashMap<>();
    waiting.forEach(
        one ->
            looks.put(
                one.id(),
                CompletableFuture.supplyAsync(
                    () ->
                        Tenancy.askFor(
                            one.user().tenantId(),
                            () -> look(one, known.getOrDefault(one.user(), Optional.empty()))),
                    threads)));
    Map<OffboardingId, Look> seen = new HashMap<>();
    looks.forEach((id, look) -> seen.put(id, look.join()));
    return seen;
  }

  private Look look(Offboarding offboarding, Optional<DirectoryUser> known) {
    try {
      return new Seen(conditions.of(offboarding, known));
    } catch (ApiProblem problem) {
      return problem.getStatusCode().is5xxServerError() ? new Unknown() : new RefusedByNow();
    }
  }

  @Override
  public void destroy() {
    threads.shutdownNow();
  }
}
