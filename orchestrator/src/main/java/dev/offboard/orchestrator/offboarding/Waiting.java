package dev.offboard.orchestrator.offboarding;

import static java.util.stream.Collectors.groupingBy;

import dev.offboard.contracts.OffboardingId;
import dev.offboard.orchestrator.bulk.Batches;
import dev.offboard.orchestrator.bulk.BlastRadius;
import dev.offboard.orchestrator.bulk.Source;
import dev.offboard.orchestrator.offboarding.Beginnings.Begun;
import dev.offboard.orchestrator.plan.Requirement;
import dev.offboard.orchestrator.saga.Asked;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.stereotype.Component;

/// Counts for each source what has begun, and puts together what waits because it was too much. In
/// the transaction in which it begins.
@Component
final class Waiting {
  private final BlastRadius blastRadius;
  private final Batches batches;

  Waiting(BlastRadius blastRadius, Batches batches) {
    this.blastRadius = blastRadius;
    this.batches = batches;
  }

  void save(List<Begun> begun) {
    Map<Source, Integer> accepted = new TreeMap<>();
    begun.forEach(one -> accepted.merge(one.by().source(), 1, Integer::sum));
    blastRadius.save(accepted);
    begun.stream()
        .filter(Waiting::isBulk)
        .collect(groupingBy(one -> one.by().source()))
        .forEach((source, some) -> batches.add(source, plans(some)));
  }

  /// Who needs more than one approval waits alone: a list is approved by one.
  private static boolean isBulk(Begun one) {
    Asked asked = one.decision().next().approvals().asked();
    return asked != null && asked.approvals() == 1 && asked.because().contains(Requirement.BULK);
  }

  private static Map<OffboardingId, String> plans(List<Begun> begun) {
    Map<OffboardingId, String> plans = new HashMap<>();
    begun.forEach(
        one -> {
          Asked asked = one.decision().next().approvals().asked();
          if (asked != null) {
            plans.put(one.id(), asked.planHash());
          }
        });
    return plans;
  }
}
