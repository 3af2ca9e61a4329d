package dev.offboard.local.chaos;

import dev.offboard.contracts.OffboardingId;
import dev.offboard.contracts.ReasonCode;
import dev.offboard.contracts.TenantId;
import dev.offboard.contracts.UserRef;
import dev.offboard.local.client.EntitlementClient.NewGrant;
import dev.offboard.local.client.NewUser;
import dev.offboard.local.client.OffboardingRequest;
import dev.offboard.local.client.PlatformClient;
import dev.offboard.local.client.Role;
import dev.offboard.local.client.ServiceRefusal;
import dev.offboard.local.journal.PlatformFailure;
import dev.offboard.local.supervision.Patience;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/// Offboards users of a tenant of its own at a steady rate, each of whom has something to lose.
/// Every fifth is undone at once, in a race with its own completion. Each request is made again
/// under the same key until it is answered: so everything that is asked for is accepted in the end.
final class Load {
  private static final Role ROLE = new Role("wiki", "reader");
  private static final ReasonCode FOR_GOOD = new ReasonCode("erasure-request");
  private static final ReasonCode UNDONE = new ReasonCode("planned-departure");
  private static final int EVERY_FIFTH = 5;
  private static final int USERS_PER_CALL = 250;
  private static final long TICK_MILLIS = 50;

  /// People who wait for an answer don't ask for more.
  private static final int MOST_UNDER_WAY = 100;

  /// As long as faults may keep the orchestrator away, and then its recovery.
  private static final Patience ANSWER =
      new Patience(Duration.ofMinutes(15), Duration.ofMillis(500));

  private final PlatformClient platform;
  private final TenantId tenant;
  private final Map<UserRef, OffboardingId> accepted = new ConcurrentHashMap<>();
  private final AtomicInteger asked = new AtomicInteger();
  private final AtomicInteger underWay = new AtomicInteger();

  Load(PlatformClient platform, TenantId tenant) {
    this.platform = platform;
    this.tenant = tenant;
  }

  /// Makes the users, before anything is broken.
  List<UserRef> prepare(int count) {
    platform.identity().putTenant(tenant, "Chaos");
    platform
        .entitlement()
        .putApplication(tenant, ROLE.applicationId(), new TreeSet<>(List.of(ROLE.role())));
    List<UserRef> users =
        IntStream.range(0, count)
            .mapToObj(n -> UserRef.of(tenant.value(), "c%06d".formatted(n)))
            .toList();
    for (int from = 0; from < count; from += USERS_PER_CALL) {
      List<UserRef> some = users.subList(from, Math.min(count, from + USERS_PER_CALL));
      platform.identity().putUsers(tenant, some.stream().map(this::newUser).toList());
      platform
          .entitlement()
          .putGrants(tenant, some.stream().map(it -> NewGrant.of(it.userId(), ROLE)).toList());
      some.forEach(platform.sessions()::open);
    }
    return users;
  }

  /// Begins to ask at that rate; returns at once. While too many wait for an answer no further one
  /// asks; what was held up so is made up for. Ends with the users or when the result is closed.
  ScheduledExecutorService begin(List<UserRef> users, double perSecond) {
    ScheduledExecutorService clock =
        Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().factory());
    long began = System.nanoTime();
    clock.scheduleAtFixedRate(
        () -> {
          long due = (long) ((System.nanoTime() - began) / 1e9 * perSecond) + 1;
          while (asked.get() < Math.min(due, users.size()) && underWay.get() < MOST_UNDER_WAY) {
            next(users);
          }
        },
        0,
        TICK_MILLIS,
        TimeUnit.MILLISECONDS);
    return clock;
  }

  /// Waits until everybody was asked for and every request is answered, or the bound is over.
  void awaitAnswers(int users) {
    ANSWER.until(() -> asked.get() == users && underWay.get() == 0);
  }

  /// What was answered with 202.
  Map<UserRef, OffboardingId> accepted() {
    return Map.copyOf(accepted);
  }

  private void next(List<UserRef> users) {
    int number = asked.getAndIncrement();
    underWay.incrementAndGet();
    UserRef user = users.get(number);
    boolean undo = number % EVERY_FIFTH == 0;
    Thread.ofVirtual()
        .start(
            () -> {
              try {
                ask(user, undo ? UNDONE : FOR_GOOD);
                if (undo) {
                  undo(user);
                }
              } finally {
                underWay.decrementAndGet();
              }
            });
  }

  private void ask(UserRef user, ReasonCode reason) {
    String key = UUID.randomUUID().toString();
    ANSWER.until(
        () ->
            answered(
                    () ->
                        platform
                            .offboardings()
                            .request(OffboardingRequest.now(user, reason), key)
                            .id())
                .map(
                    id -> {
                      accepted.put(user, id);
                      return true;
                    })
                .orElse(false));
  }

  private void undo(UserRef user) {
    OffboardingId id = accepted.get(user);
    if (id == null) {
      return;
    }
    ANSWER.until(
        () ->
            answered(
                    () -> {
                      platform.offboardings().undo(id, "chaos");
                      return id;
                    })
                .isPresent());
  }

  /// Empty if the platform is away or not itself just now: the same is asked again.
  private static Optional<OffboardingId> answered(
      java.util.function.Supplier<OffboardingId> question) {
    try {
      return Optional.of(question.get());
    } catch (PlatformFailure | ServiceRefusal e) {
      return Optional.empty();
    }
  }

  private NewUser newUser(UserRef user) {
    return new NewUser(
        user.userId().value(),
        "%s.%s".formatted(user.userId(), tenant),
        "employee",
        null,
        null,
        null);
  }
}
