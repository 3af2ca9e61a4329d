package dev.offboard.messaging.participant;

import dev.offboard.contracts.OffboardingId;
import dev.offboard.contracts.ParticipantName;
import dev.offboard.contracts.Phase;
import dev.offboard.contracts.PhaseAnnouncement;
import dev.offboard.contracts.Priority;
import dev.offboard.contracts.TenantId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A participant's own brake: whoever announces, be it by mistake or forged with the orchestrator's
/// keys, takes something from so many users of a tenant in an hour and from no more. Who comes
/// beyond is left as they were and reported failed, which never gives anything back: the
/// orchestrator asks again until the hour is over or the limit was raised, and calls a person.
///
/// Counts users for whom something is done for the first time: asking again costs nothing.
class Limit {
  static final String CODE = "limit-reached";

  private static final Logger log = LoggerFactory.getLogger(Limit.class);

  private final ParticipantName participant;
  private final Priority priority;
  private final Set<Phase> phases;
  private final Limits limits;

  /// @param phases that are counted, each for itself
  Limit(ParticipantName participant, Priority priority, Set<Phase> phases, Limits limits) {
    this.participant = participant;
    this.priority = priority;
    this.phases = phases;
    this.limits = limits;
  }

  /// Counts them; the result are those for whom nothing may be done now, the last ones of each
  /// tenant that has too many.
  Set<OffboardingId> holdBack(List<? extends PhaseAnnouncement> fresh) {
    if (fresh.isEmpty() || !phases.contains(fresh.getFirst().phase())) {
      return Set.of();
    }
    Phase phase = fresh.getFirst().phase();
    Set<OffboardingId> held = new HashSet<>();
    Map<TenantId, Integer> uncounted = new HashMap<>();
    limits
        .counts()
        .add(phase, priority, byTenant(fresh))
        .forEach(
            (tenant, count) -> {
              long beyond = beyond(tenant, count);
              if (beyond > 0) {
                List<OffboardingId> last = last(fresh, tenant, beyond);
                held.addAll(last);
                uncounted.put(tenant, -last.size());
                tell(tenant, phase, count);
              }
            });
    if (!held.isEmpty()) {
      limits.counts().add(phase, priority, uncounted);
      limits
          .metrics()
          .counter(
              "offboarding.participant.held",
              "participant",
              participant.value(),
              "phase",
              phase.wireName(),
              "priority",
              priority.name().toLowerCase(Locale.ROOT))
          .increment(held.size());
    }
    return held;
  }

  /// They were counted, and nothing was done for them.
  void uncount(List<? extends PhaseAnnouncement> refused) {
    if (!refused.isEmpty() && phases.contains(refused.getFirst().phase())) {
      Map<TenantId, Integer> less = new HashMap<>();
      byTenant(refused).forEach((tenant, users) -> less.put(tenant, -users));
      limits.counts().add(refused.getFirst().phase(), priority, less);
    }
  }

  private long beyond(TenantId tenant, long count) {
    long users = limits.properties().usersOf(priority);
    double share = limits.properties().shareOf(priority);
    if (count <= users || share == 0) {
      return count - users;
    }
    return count - Math.max(users, (long) (share * limits.counts().open(tenant)));
  }

  private void tell(TenantId tenant, Phase phase, long count) {
    if (limits.isToldNow()) {
      log.warn(
          "{} was told to {} {} users of {} within an hour ({}; expected: <= {} or {} of those it"
              + " knows). Nothing is done for those beyond: their offboardings wait and are asked"
              + " about again, and go on when the hour is over or offboard.participant.limit is"
              + " raised; see deploy/runbooks/participant-limit.md",
          participant,
          phase.wireName(),
          count,
          tenant,
          priority,
          limits.properties().usersOf(priority),
          limits.properties().shareOf(priority));
    }
  }

  private static List<OffboardingId> last(
      List<? extends PhaseAnnouncement> fresh, TenantId tenant, long most) {
    List<OffboardingId> own =
        fresh.stream()
            .filter(a -> a.tenantId().equals(tenant))
            .map(PhaseAnnouncement::offboardingId)
            .toList();
    return own.subList((int) Math.max(0, own.size() - most), own.size());
  }

  private static Map<TenantId, Integer> byTenant(List<? extends PhaseAnnouncement> announcements) {
    return announcements.stream()
        .collect(
            Collectors.groupingBy(PhaseAnnouncement::tenantId, Collectors.summingInt(each -> 1)));
  }
}
