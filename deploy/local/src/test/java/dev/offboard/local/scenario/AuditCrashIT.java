package dev.offboard.local.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.offboard.audit.note.SignedCheckpoint;
import dev.offboard.audit.verify.LogVerifier;
import dev.offboard.audit.verify.Trust;
import dev.offboard.audit.verify.Verdict;
import dev.offboard.contracts.UserRef;
import dev.offboard.local.platform.OnPlatform;
import dev.offboard.local.runtime.RunningPlatform;
import dev.offboard.local.runtime.Service;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/// The audit log while real offboardings write it: `-Daudit.crash.appends` entries (50,000 take
/// some minutes), `-Daudit.crash.kills` kills, at places in the log that `-Daudit.crash.seed`
/// repeats.
@OnPlatform
class AuditCrashIT {
  private static final String TENANT = "it-audit-crash";
  private static final int APPENDS = Integer.getInteger("audit.crash.appends", 3_000);
  private static final int KILLS = Integer.getInteger("audit.crash.kills", 2);

  /// Six state changes, thirteen reports.
  private static final int ENTRIES_EACH = 19;

  /// As many callers as a busy directory has.
  private static final int AT_A_TIME = 16;

  /// Neither too early, when nothing is written yet, nor when all is.
  private static final double FIRST = 0.03;

  private static final double LAST = 0.95;

  private static final Duration LONG = Duration.ofMinutes(8);

  private final Stage stage;
  private final HttpClient http = HttpClient.newHttpClient();
  private final List<SignedCheckpoint> kept = new ArrayList<>();

  AuditCrashIT(RunningPlatform platform) {
    this.stage = new Stage(platform);
  }

  /// Of every checkpoint that somebody could have kept in between the log has to be the
  /// continuation (I10), and of every committed state change it has exactly one entry (I9).
  @Test
  void killed_with_its_database_at_any_point_it_has_every_entry_once_and_continues_itself() {
    assumeTrue(stage.canKill("postgres"), "the servers run in containers");
    long seed = Long.getLong("audit.crash.seed", System.nanoTime() & 0xFFFFF);
    Random random = new Random(seed);
    List<UserRef> users = stage.companyOf(TENANT, (APPENDS + ENTRIES_EACH - 1) / ENTRIES_EACH);
    long start = stage.number("SELECT size FROM audit.log_head");
    long began = System.nanoTime();
    List<String> killed = new ArrayList<>();

    try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      offboard(users, callers);
      random
          .doubles(KILLS, FIRST, LAST)
          .sorted()
          .mapToLong(share -> start + (long) (share * APPENDS))
          .forEach(size -> killed.add(kill(random, size)));
    }
    await(
        "all have completed",
        """
        SELECT count(*) = %d FROM orchestrator.offboarding WHERE tenant_id = '%s' AND state = 'COMPLETED'
        """
            .formatted(users.size(), TENANT));
    double seconds = (System.nanoTime() - began) / 1e9;
    await(
        "one entry per committed state change, none without one (I9)",
        """
        SELECT count(*) = 0 FROM orchestrator.state_change c
        FULL JOIN (SELECT * FROM audit.entry WHERE kind = 'state-change') e
          ON e.offboarding_id = c.offboarding_id AND e.natural_key = c.sequence::text
        WHERE c.offboarding_id IS NULL OR e.offboarding_id IS NULL
        """);
    await(
        "everything is signed",
        "SELECT (SELECT max(size) FROM audit.checkpoint) = (SELECT size FROM audit.log_head)");

    keep();
    long verifying = System.nanoTime();
    Verdict verdict = fsck();
    System.out.printf(
        "audit crash, seed %d: killed %s; %d entries in %.0f s; fsck %s in %.1f s against %d kept"
            + " checkpoints%n",
        seed,
        killed,
        stage.number("SELECT size FROM audit.log_head") - start,
        seconds,
        verdict.outcome(),
        (System.nanoTime() - verifying) / 1e9,
        kept.size());
    assertThat(verdict.refuted()).as("seed %d", seed).isEmpty();
    assertThat(verdict.outcome()).as("seed %d", seed).isEqualTo(Verdict.Outcome.VERIFIED);
    assertThat(kept).hasSizeGreaterThan(1);
    assertThat(stage.number("SELECT size FROM audit.log_head") - start)
        .isGreaterThanOrEqualTo(APPENDS);
    assertThat(
            stage.number(
                "SELECT count(*) - count(DISTINCT (offboarding_id, kind, natural_key)) FROM"
                    + " audit.entry"))
        .isZero();
  }

  private void offboard(List<UserRef> users, ExecutorService callers) {
    Semaphore places = new Semaphore(AT_A_TIME);
    for (UserRef user : users) {
      callers.submit(
          () -> {
            places.acquire();
            try {
              Awaitility.await("accepted, if need be at a later try")
                  .atMost(LONG)
                  .ignoreExceptions()
                  .until(() -> stage.offboard(user, Stage.ERASURE) != null);
            } finally {
              places.release();
            }
            return user;
          });
    }
  }

  private String kill(Random random, long size) {
    await("%d entries".formatted(size), "SELECT size >= %d FROM audit.log_head".formatted(size));
    keep();
    String victim = random.nextBoolean() ? "audit" : "postgres";
    stage.kill(victim);
    return "%s at %d".formatted(victim, size);
  }

  /// What somebody who looks now may hold against the log later.
  private void keep() {
    HttpRequest request =
        HttpRequest.newBuilder(stage.coordinates().url(Service.AUDIT).resolve("/checkpoint"))
            .header("Authorization", "Bearer " + stage.coordinates().token())
            .build();
    kept.add(
        stage.awaitAnswer(
            "a checkpoint",
            () ->
                SignedCheckpoint.parse(
                    http.send(request, HttpResponse.BodyHandlers.ofString())
                        .body()
                        .getBytes(StandardCharsets.UTF_8))));
  }

  private Verdict fsck() {
    Trust trust =
        Trust.in(stage.installation().auditKey()).keeping(kept.toArray(SignedCheckpoint[]::new));
    return LogVerifier.verify(stage.services().audit().log(), trust);
  }

  private void await(String what, String isSo) {
    Awaitility.await(what)
        .atMost(LONG)
        .pollInterval(Duration.ofMillis(20))
        .ignoreExceptions()
        .until(() -> stage.number("SELECT (" + isSo.strip() + ")::int") == 1);
  }
}
