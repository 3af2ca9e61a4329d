package dev.offboard.local.bench;

import dev.offboard.contracts.OffboardingState;
import dev.offboard.local.check.Findings.Finding;
import dev.offboard.local.check.InstallationCheck;
import dev.offboard.local.check.Violation;
import dev.offboard.local.delivery.TopicOffsets;
import dev.offboard.local.delivery.TopicOffsets.Progress;
import dev.offboard.local.runtime.Coordinates;
import dev.offboard.local.runtime.Installation;
import dev.offboard.local.runtime.PlatformStatus;
import dev.offboard.local.supervision.Patience;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/// Reads the platform's meters and checks its invariants, from outside: database, topics and
/// processes.
final class Observer implements AutoCloseable {
  private static final Duration DRAIN_PATIENCE = Duration.ofSeconds(90);
  private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

  /// Nothing is under way any more when the checks are made.
  private static final Duration QUIET = Duration.ofSeconds(1);

  private final Coordinates platform;
  private final Database database;
  private final TopicOffsets topics;
  private final ProcessTree processes;

  Observer(Installation installation) {
    this.platform = installation.coordinates();
    this.database = new Database(platform);
    this.topics = new TopicOffsets(platform.kafka());
    this.processes = processesOf(installation.status());
  }

  private static ProcessTree processesOf(PlatformStatus status) {
    return new ProcessTree(
        Stream.concat(
                status.supervisor().stream().boxed(),
                status.processes().stream().flatMap(it -> it.pid().stream().boxed()))
            .toList());
  }

  Database database() {
    return database;
  }

  ProcessTree processes() {
    return processes;
  }

  /// Waits until everything written has been published and read, or the bound is over: the checks
  /// tell.
  private void awaitQuiet() {
    new Patience(DRAIN_PATIENCE, LOOK_EVERY).until(this::isQuiet);
  }

  private boolean isQuiet() {
    return topics.consumers().values().stream().allMatch(Progress::isDone)
        && database.outboxRows().equals(published());
  }

  /// To begin with: settles everything first.
  Meter readBefore() {
    awaitQuiet();
    awaitCommitsKnown();
    return read();
  }

  /// At the end: processors and the log are read at once, commits when the server knows them all.
  Meter readAfter() {
    awaitQuiet();
    Meter meter = read();
    awaitCommitsKnown();
    return meter.withCommits(database.commits());
  }

  private Meter read() {
    return new Meter(
        database.commits(),
        topics.records().values().stream().mapToLong(Long::longValue).sum(),
        processes.cpuMillis(),
        database.walBytes());
  }

  private static void awaitCommitsKnown() {
    new Patience(Database.COMMITS_KNOWN_AFTER, Database.COMMITS_KNOWN_AFTER).until(() -> false);
  }

  /// What must hold when all of the backlog is through.
  List<Check> checks(String userPrefix, int users) {
    SortedMap<String, Long> states = database.states(Population.TENANT, userPrefix);
    long left = database.accessLeft(Population.TENANT, userPrefix);
    List<Check> checks = new ArrayList<>();
    checks.add(
        Check.of(
            "every one COMPLETED",
            states.getOrDefault(OffboardingState.COMPLETED.name(), 0L) == users
                && states.size() == 1,
            states.toString()));
    checks.add(Check.of("no access left (I7)", left == 0, "%d accesses".formatted(left)));
    checks.add(
        Check.same(
            "nothing was published twice or not at all", database.outboxRows(), published()));
    InstallationCheck.of(platform, QUIET).all().stream()
        .map(it -> Check.of("%s (%s)".formatted(it.claim(), it.id()), it.holds(), found(it)))
        .forEach(checks::add);
    return checks;
  }

  private SortedMap<String, Long> published() {
    SortedMap<String, Long> records = new TreeMap<>(topics.records());
    records.values().removeIf(count -> count == 0);
    return records;
  }

  private static String found(Finding finding) {
    return finding.violations().stream()
        .map(Violation::found)
        .findFirst()
        .map(first -> "%d violations, the first: %s".formatted(finding.violations().size(), first))
        .orElse("no violation");
  }

  @Override
  public void close() {
    database.close();
    topics.close();
  }
}
