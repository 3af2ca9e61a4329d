package dev.offboard.local.directory;

import dev.offboard.contracts.TenantId;
import dev.offboard.contracts.UserRef;
import dev.offboard.local.client.EntitlementClient.NewGrant;
import dev.offboard.local.client.NewUser;
import dev.offboard.local.client.PlatformClient;
import dev.offboard.local.client.RowOutcome;
import dev.offboard.local.directory.ImportReport.Sort;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;

/// Puts rows into the services: tenants, users, the applications and roles that the grants name,
/// grants. Doing it again changes nothing. Never takes anything away: what a file doesn't name
/// stays.
final class Import {
  private static final String ACTIVE = "ACTIVE";

  private final PlatformClient platform;
  private final Consumer<String> progress;
  private final SortedMap<Sort, Tally> tallies = new TreeMap<>();
  private final List<Rejection> rejections = new ArrayList<>();

  /// Why a user gets no grant; absent for one who may.
  private final Map<UserRef, Optional<String>> objections = new HashMap<>();

  Import(PlatformClient platform, Consumer<String> progress) {
    this.platform = platform;
    this.progress = progress;
  }

  ImportReport run(ImportFiles files) {
    rejections.addAll(files.rejections());
    putTenants(files);
    putUsers(files.users());
    List<GrantRow> grants = ofKnownUsers(files.grants());
    putApplications(grants);
    putGrants(grants);
    rejections.sort(Comparator.comparing(Rejection::place));
    return new ImportReport(tallies, rejections, files.remarks());
  }

  private void putTenants(ImportFiles files) {
    SortedMap<String, TenantId> tenants = new TreeMap<>();
    files.users().forEach(row -> tenants.put(row.user().tenantId().value(), row.user().tenantId()));
    for (TenantId tenant : tenants.values()) {
      boolean created = platform.identity().putTenant(tenant, files.nameOf(tenant));
      count(Sort.TENANTS, created ? new RowOutcome.Created() : new RowOutcome.Unchanged());
    }
  }

  private void putUsers(List<UserRow> users) {
    byTenant(users, UserRow::user)
        .forEach(
            (tenant, rows) -> {
              for (List<UserRow> chunk : Chunks.of(rows, Import::written)) {
                List<RowOutcome> outcomes =
                    platform
                        .identity()
                        .putUsers(tenant, chunk.stream().map(Import::written).toList());
                for (int i = 0; i < chunk.size(); i++) {
                  UserRow row = chunk.get(i);
                  count(Sort.USERS, row.place(), outcomes.get(i));
                  objections.put(row.user(), objection(row, outcomes.get(i)));
                }
                progress.accept("%s: %d users".formatted(tenant, chunk.size()));
              }
            });
  }

  private static NewUser written(UserRow row) {
    return new NewUser(
        row.user().userId().value(),
        row.userName(),
        row.kind().wireName(),
        row.displayName(),
        row.mail(),
        row.externalId(),
        row.otherContractUntil(),
        row.isAdministrator());
  }

  /// Entitlement takes a grant for any id; one for nobody would be a trap for whoever gets that id
  /// later.
  private List<GrantRow> ofKnownUsers(List<GrantRow> grants) {
    List<GrantRow> rows = new ArrayList<>();
    for (GrantRow row : grants) {
      Optional<String> objection = objections.computeIfAbsent(row.user(), this::objection);
      objection.ifPresentOrElse(
          why -> count(Sort.GRANTS, row.place(), new RowOutcome.Rejected(why)),
          () -> rows.add(row));
    }
    return rows;
  }

  private static Optional<String> objection(UserRow row, RowOutcome outcome) {
    return outcome instanceof RowOutcome.Rejected
        ? Optional.of("user %s was rejected at %s".formatted(row.user(), row.place()))
        : Optional.empty();
  }

  private Optional<String> objection(UserRef user) {
    Optional<String> status = platform.identity().statusOf(user);
    if (status.isEmpty()) {
      return Optional.of("there is no user %s; import it first".formatted(user));
    }
    return status
        .filter(it -> !it.equals(ACTIVE))
        .map(it -> "user %s is %s and is granted nothing".formatted(user, it));
  }

  private void putApplications(List<GrantRow> grants) {
    byTenant(grants, GrantRow::user)
        .forEach(
            (tenant, rows) -> {
              SortedMap<String, SortedSet<String>> existing =
                  platform.entitlement().applications(tenant);
              rolesOf(rows)
                  .forEach(
                      (application, roles) ->
                          putApplication(
                              new Wanted(tenant, application, roles),
                              Optional.ofNullable(existing.get(application))));
            });
  }

  private static SortedMap<String, SortedSet<String>> rolesOf(List<GrantRow> rows) {
    SortedMap<String, SortedSet<String>> roles = new TreeMap<>();
    for (GrantRow row : rows) {
      roles
          .computeIfAbsent(row.role().applicationId(), application -> new TreeSet<>())
          .add(row.role().role());
    }
    return roles;
  }

  private void putApplication(Wanted wanted, Optional<SortedSet<String>> existing) {
    SortedSet<String> all = new TreeSet<>(wanted.roles());
    existing.ifPresent(all::addAll);
    if (existing.isPresent() && existing.get().equals(all)) {
      count(Sort.APPLICATIONS, new RowOutcome.Unchanged());
      return;
    }
    platform.entitlement().putApplication(wanted.tenant(), wanted.application(), all);
    count(
        Sort.APPLICATIONS,
        existing.isPresent() ? new RowOutcome.Updated() : new RowOutcome.Created());
    SortedSet<String> added = new TreeSet<>(wanted.roles());
    existing.ifPresent(added::removeAll);
    progress.accept(
        "%s: %s application %s with %s"
            .formatted(
                wanted.tenant(),
                existing.isPresent() ? "widened" : "created",
                wanted.application(),
                String.join(", ", added)));
  }

  private void putGrants(List<GrantRow> grants) {
    byTenant(grants, GrantRow::user)
        .forEach(
            (tenant, rows) -> {
              for (List<GrantRow> chunk : Chunks.of(rows, Import::written)) {
                List<RowOutcome> outcomes =
                    platform
                        .entitlement()
                        .putGrants(tenant, chunk.stream().map(Import::written).toList());
                for (int i = 0; i < chunk.size(); i++) {
                  count(Sort.GRANTS, chunk.get(i).place(), outcomes.get(i));
                }
                progress.accept("%s: %d grants".formatted(tenant, chunk.size()));
              }
            });
  }

  private static NewGrant written(GrantRow row) {
    return NewGrant.of(row.user().userId(), row.role());
  }

  private void count(Sort sort, Place place, RowOutcome outcome) {
    if (outcome instanceof RowOutcome.Rejected(String reason)) {
      rejections.add(new Rejection(place, reason));
    }
    count(sort, outcome);
  }

  private void count(Sort sort, RowOutcome outcome) {
    tallies.merge(sort, Tally.NONE.and(outcome), (sum, one) -> sum.and(outcome));
  }

  private static <R> Map<TenantId, List<R>> byTenant(
      Collection<R> rows, Function<R, UserRef> user) {
    Map<TenantId, List<R>> groups = new LinkedHashMap<>();
    rows.forEach(
        row ->
            groups
                .computeIfAbsent(user.apply(row).tenantId(), tenant -> new ArrayList<>())
                .add(row));
    return groups;
  }

  private record Wanted(TenantId tenant, String application, SortedSet<String> roles) {}
}
