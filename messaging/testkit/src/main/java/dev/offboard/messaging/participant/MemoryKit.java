package dev.offboard.messaging.participant;

import static java.util.Objects.requireNonNull;

import dev.offboard.contracts.OffboardingId;
import dev.offboard.contracts.Phase;
import dev.offboard.contracts.PhaseAnnouncement;
import dev.offboard.contracts.Priority;
import dev.offboard.contracts.UserRef;
import dev.offboard.messaging.testkit.memory.MemoryService;
import dev.offboard.messaging.testkit.memory.MemoryStore;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The real kit - handler, protocol, waves, steps - around a participant, on twins in memory of its
/// tables. As the service does, a simulation takes part through [#handler], ends long steps through
/// [#steps] and writes under [#fences].
public final class MemoryKit {
  /// A simulation has some dozen users, and is about something else.
  private static final LimitProperties FAR_AWAY = new LimitProperties(1_000, 1, 1_000, 1);

  private final Map<Priority, ParticipantHandler> handlers = new EnumMap<>(Priority.class);
  private final Steps steps;
  private final MemoryFences fences;

  private MemoryKit(
      BatchParticipant participant,
      MemoryService service,
      Clock clock,
      MemoryFences fences,
      StepAnswers answers) {
    this.fences = fences;
    this.steps = new Steps(participant.name(), answers, service.outbox(), clock);
    Reports reports = new Reports(clock);
    Limits limits =
        new Limits(
            FAR_AWAY,
            new MemoryCounts(service.store(), fences, clock),
            new SimpleMeterRegistry(),
            clock);
    for (Priority priority : Priority.values()) {
      handlers.put(
          priority,
          new ParticipantHandler(
              participant.name(),
              priority,
              new Protocol(
                  participant,
                  fences,
                  answers,
                  reports,
                  limits.of(participant, priority),
                  priority),
              reports,
              service.inbox(),
              service.outbox(),
              service.store()));
    }
  }

  public static MemoryKit of(BatchParticipant participant, MemoryService service, Clock clock) {
    return new MemoryKit(
        participant,
        service,
        clock,
        new MemoryFences(service.store()),
        new MemoryStepAnswers(service.store(), service.codec()));
  }

  /// Broken: takes every announcement for current. A simulation that finds nothing wrong with it
  /// finds nothing.
  public static MemoryKit withoutFence(
      BatchParticipant participant, MemoryService service, Clock clock) {
    return new MemoryKit(
        participant,
        service,
        clock,
        new Unfenced(service.store()),
        new MemoryStepAnswers(service.store(), service.codec()));
  }

  /// Broken: acts again on what it has done already.
  public static MemoryKit withoutStoredAnswers(
      BatchParticipant participant, MemoryService service, Clock clock) {
    return new MemoryKit(
        participant, service, clock, new MemoryFences(service.store()), new Forgetful(service));
  }

  /// Broken: takes roles that it has given back, and those of a role change that has ended.
  public static MemoryKit withoutEndOfRoleChanges(
      BatchParticipant participant, MemoryService service, Clock clock) {
    return new MemoryKit(
        participant, service, clock, new MemoryFences(service.store()), new Endless(service));
  }

  public ParticipantHandler handler(Priority priority) {
    return requireNonNull(handlers.get(priority));
  }

  public Steps steps() {
    return steps;
  }

  public Fences fences() {
    return fences;
  }

  /// Where the user stands, without a lock.
  public Fence fence(UserRef user) {
    return fences.current(user);
  }

  private static final class Unfenced extends MemoryFences {
    private Unfenced(MemoryStore store) {
      super(store);
    }

    @Override
    boolean isInForce(Fence target) {
      return true;
    }
  }

  private static final class Endless extends MemoryStepAnswers {
    private Endless(MemoryService service) {
      super(service.store(), service.codec());
    }

    @Override
    Set<OffboardingId> answered(
        List<? extends PhaseAnnouncement> announcements, List<Phase> phases) {
      return Set.of();
    }
  }

  private static final class Forgetful extends MemoryStepAnswers {
    private Forgetful(MemoryService service) {
      super(service.store(), service.codec());
    }

    @Override
    Remembered known(List<? extends PhaseAnnouncement> announcements) {
      return new Remembered(Map.of());
    }
  }
}
