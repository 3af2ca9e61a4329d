package dev.offboard.local.bench;

import dev.offboard.contracts.TenantId;
import dev.offboard.contracts.UserId;
import dev.offboard.contracts.UserRef;
import dev.offboard.local.client.EntitlementClient.NewGrant;
import dev.offboard.local.client.NewUser;
import dev.offboard.local.client.PlatformClient;
import dev.offboard.local.client.Role;
import dev.offboard.local.client.RowOutcome;
import dev.offboard.local.client.Tokens;
import dev.offboard.local.journal.PlatformFailure;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Users in a tenant of their own who have something to lose: two roles, and sessions where asked
/// for. An offboarding that finds nothing would flatter the figures.
final class Population {
  static final TenantId TENANT = new TenantId("bench");

  private static final List<Role> ROLES =
      List.of(new Role("crm", "reader"), new Role("wiki", "editor"));
  private static final int USERS_PER_CALL = 500;

  /// Their two roles each make 500 rows.
  private static final int GRANTED_PER_CALL = 250;

  private final PlatformClient platform;
  private final Crowd crowd;
  private final Consumer<String> progress;

  Population(PlatformClient platform, Crowd crowd, Consumer<String> progress) {
    this.platform = platform;
    this.crowd = crowd;
    this.progress = progress;
  }

  /// Makes the tenant and its applications.
  void found() {
    platform.identity().putTenant(TENANT, "Bench");
    for (Role role : ROLES) {
      platform
          .entitlement()
          .putApplication(TENANT, role.applicationId(), new TreeSet<>(List.of(role.role())));
    }
  }

  /// Makes users whose ids start with `prefix`, each with its roles.
  List<UserRef> grow(String prefix, int count) {
    List<UserRef> users =
        IntStream.range(0, count)
            .mapToObj(i -> new UserRef(TENANT, new UserId("%s-%06d".formatted(prefix, i))))
            .toList();
    crowd.forEach(chunks(users, USERS_PER_CALL), this::putUsers);
    crowd.forEach(chunks(users, GRANTED_PER_CALL), this::putGrants);
    progress.accept("%d users %s-* with %d roles each".formatted(count, prefix, ROLES.size()));
    return users;
  }

  /// Opens sessions for each; the tokens of all of them by user.
  Map<UserRef, List<Tokens>> signIn(List<UserRef> users, int sessionsEach) {
    Map<UserRef, List<Tokens>> tokens = new ConcurrentHashMap<>();
    crowd.forEach(
        users,
        user ->
            tokens.put(
                user,
                Stream.generate(() -> platform.sessions().open(user))
                    .limit(sessionsEach)
                    .toList()));
    progress.accept("%d sessions opened".formatted(users.size() * sessionsEach));
    return tokens;
  }

  private void putUsers(List<UserRef> users) {
    requireDone(
        platform.identity().putUsers(TENANT, users.stream().map(Population::written).toList()));
  }

  private static NewUser written(UserRef user) {
    String id = user.userId().value();
    return new NewUser(id, id + "@bench.example", "employee", "Bench " + id, null, null);
  }

  private void putGrants(List<UserRef> users) {
    requireDone(
        platform
            .entitlement()
            .putGrants(
                TENANT,
                users.stream()
                    .flatMap(user -> ROLES.stream().map(role -> NewGrant.of(user.userId(), role)))
                    .toList()));
  }

  private static void requireDone(List<RowOutcome> outcomes) {
    outcomes.stream()
        .filter(it -> it instanceof RowOutcome.Rejected)
        .findFirst()
        .ifPresent(
            rejected -> {
              throw new PlatformFailure(
                  "A user or grant of the bench was rejected: %s. Nothing was measured"
                      .formatted(rejected));
            });
  }

  private static <T> List<List<T>> chunks(List<T> all, int size) {
    Function<Integer, List<T>> chunk =
        i -> all.subList(i * size, Math.min(all.size(), (i + 1) * size));
    return IntStream.range(0, (all.size() + size - 1) / size).boxed().map(chunk).toList();
  }
}
