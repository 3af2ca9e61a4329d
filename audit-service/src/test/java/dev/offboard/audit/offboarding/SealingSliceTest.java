package dev.offboard.audit.offboarding;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.offboard.audit.AuditSlice;
import dev.offboard.audit.LogReader;
import dev.offboard.contracts.Evidence;
import dev.offboard.contracts.Message;
import dev.offboard.contracts.OffboardingConcluded;
import dev.offboard.contracts.Phase;
import dev.offboard.contracts.StateChanges;
import dev.offboard.contracts.StepReport;
import dev.offboard.contracts.StepReport.StepCompleted;
import dev.offboard.contracts.StepReport.StepProgressed;
import dev.offboard.contracts.Topics;
import dev.offboard.messaging.testkit.Deliveries;
import dev.offboard.messaging.testkit.EveryTenant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.transaction.support.TransactionTemplate;

@AuditSlice
class SealingSliceTest {
  @Autowired ApplicationContext context;
  @Autowired TransactionTemplate transactions;

  private final Chronicle ann = Chronicle.of("acme", "ann");
  private final Chronicle bob = Chronicle.of("acme", "bob");
  private Deliveries lifecycle;
  private Deliveries history;
  private LogReader log;

  @BeforeEach
  void listen() {
    lifecycle = Deliveries.to(context, Topics.LIFECYCLE);
    history = Deliveries.to(context, Topics.HISTORY);
    log = LogReader.of(context);
  }

  @AfterEach
  void no_seal_is_owed() {
    assertThat(log.pendingSeals()).isZero();
    assertThat(log.isGapFree()).isTrue();
  }

  @Test
  void history_first_then_the_conclusion_seals_at_once() {
    tell(ann.changes(1, 2, 3, 4));
    Deliveries.to(context, Topics.REPORTS).deliver(ann.reports(ann.completed(1)));

    assertThat(conclude(ann.story().concluded(4)))
        .singleElement()
        .isInstanceOfSatisfying(StepCompleted.class, seal -> assertSealed(seal, 5, 4));
  }

  @Test
  void conclusion_first_then_the_last_missing_change_seals() {
    tell(ann.changes(1, 2));

    assertThat(progress(conclude(ann.story().concluded(4))))
        .containsExactly("2 of 4 state changes");
    assertThat(tell(ann.changes(4))).as("3 is missing").isEmpty();
    assertThat(tell(ann.changes(3)))
        .singleElement()
        .isInstanceOfSatisfying(StepCompleted.class, seal -> assertSealed(seal, 4, 4));
  }

  @Test
  void what_comes_twice_seals_once() {
    conclude(ann.story().concluded(2));
    assertThat(concludeAgain()).isEmpty();

    assertThat(tell(ann.changes(1, 2))).hasSize(1);
    assertThat(tellAgain()).isEmpty();
    assertThat(tell(ann.changes(2))).isEmpty();
    assertThat(concludeAgain()).isEmpty();
  }

  @Test
  void announced_again_while_it_waits_the_latest_attempt_is_answered() {
    conclude(ann.story().concluded(1));
    assertThat(progress(conclude(ann.story().attempt(2).concluded(1))))
        .containsExactly("0 of 1 state changes");

    assertThat(tell(ann.changes(1)))
        .singleElement()
        .satisfies(seal -> assertThat(seal.attempt()).isEqualTo(2));
  }

  @Test
  void announced_again_after_the_seal_it_is_answered_the_same() {
    conclude(ann.story().concluded(1));
    tell(ann.changes(1));
    tell(ann.changes(2));

    assertThat(conclude(ann.story().attempt(2).concluded(1)))
        .singleElement()
        .isInstanceOfSatisfying(StepCompleted.class, seal -> assertSealed(seal, 1, 1));
  }

  @Test
  void changes_after_the_conclusion_do_not_stand_in_for_missing_ones() {
    tell(ann.changes(1, 2, 4, 5));

    assertThat(progress(conclude(ann.story().concluded(4))))
        .containsExactly("3 of 4 state changes");
    assertThat(tell(ann.changes(3))).hasSize(1);
  }

  @Test
  void only_what_is_complete_is_sealed() {
    tell(bob.changes(1));

    List<StepReport> answers = conclude(ann.story().concluded(2), bob.story().concluded(1));
    assertThat(answers).hasSize(2);
    assertThat(answers.get(0)).isInstanceOf(StepProgressed.class);
    assertThat(answers.get(1)).isInstanceOf(StepCompleted.class);

    assertThat(tell(ann.changes(1), bob.changes(2))).isEmpty();
    assertThat(tell(ann.changes(2)))
        .singleElement()
        .satisfies(seal -> assertThat(seal.offboardingId()).isEqualTo(ann.id()));
  }

  @Test
  void a_poison_change_holds_up_its_own_seal_only() {
    conclude(ann.story().concluded(2), bob.story().concluded(1));

    assertThat(
            tell(
                new StateChanges(
                    List.of(ann.change(1), ann.change(2, "x".repeat(70_000)), bob.change(1)))))
        .singleElement()
        .satisfies(seal -> assertThat(seal.offboardingId()).isEqualTo(bob.id()));
    assertThat(history.deadLetters()).hasSize(1);
    assertThat(tell(ann.changes(2))).hasSize(1);
  }

  @Test
  void a_conclusion_that_meets_an_append_under_way_waits_and_sees_it() throws Exception {
    CountDownLatch appended = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    try (ExecutorService pool = Executors.newFixedThreadPool(2, EveryTenant.threads())) {
      Future<?> append =
          pool.submit(() -> holding(() -> history.deliver(ann.changes(1)), appended, go));
      assertThat(appended.await(60, SECONDS)).isTrue();
      Future<List<StepReport>> answer =
          pool.submit(() -> lifecycle.deliver(ann.story().concluded(1)));
      await("the conclusion waits").atMost(60, SECONDS).until(() -> log.waiting() > 0);
      go.countDown();
      append.get(60, SECONDS);

      assertThat(answer.get(60, SECONDS))
          .singleElement()
          .isInstanceOfSatisfying(StepCompleted.class, seal -> assertSealed(seal, 1, 1));
    }
  }

  @Test
  void an_append_that_meets_a_conclusion_under_way_waits_and_seals() throws Exception {
    CountDownLatch concluded = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    try (ExecutorService pool = Executors.newFixedThreadPool(2, EveryTenant.threads())) {
      Future<?> conclusion =
          pool.submit(
              () -> holding(() -> lifecycle.deliver(ann.story().concluded(1)), concluded, go));
      assertThat(concluded.await(60, SECONDS)).isTrue();
      Future<List<StepReport>> answer = pool.submit(() -> history.deliver(ann.changes(1)));
      await("the append waits").atMost(60, SECONDS).until(() -> log.waiting() > 0);
      go.countDown();
      conclusion.get(60, SECONDS);

      assertThat(answer.get(60, SECONDS))
          .filteredOn(StepCompleted.class::isInstance)
          .singleElement()
          .isInstanceOfSatisfying(StepCompleted.class, seal -> assertSealed(seal, 1, 1));
    }
  }

  @Test
  void conclusions_and_histories_that_race_in_pieces_seal_each_offboarding_exactly_once()
      throws Exception {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    List<Chronicle> chronicles =
        IntStream.range(0, 40).mapToObj(i -> Chronicle.of("race", "user-" + i)).toList();
    List<Runnable> deliveries = new ArrayList<>();
    for (Chronicle chronicle : chronicles) {
      OffboardingConcluded conclusion = chronicle.story().concluded(4);
      deliveries.add(() -> Deliveries.to(context, Topics.LIFECYCLE).deliver(conclusion));
      deliveries.add(() -> Deliveries.to(context, Topics.HISTORY).deliver(chronicle.changes(1, 3)));
      deliveries.add(() -> Deliveries.to(context, Topics.HISTORY).deliver(chronicle.changes(2)));
      deliveries.add(() -> Deliveries.to(context, Topics.HISTORY).deliver(chronicle.changes(4, 2)));
    }
    Collections.shuffle(deliveries, random);
    int threads = 8;
    CyclicBarrier start = new CyclicBarrier(threads);
    List<Future<?>> done = new ArrayList<>();
    try (ExecutorService pool = Executors.newFixedThreadPool(threads, EveryTenant.threads())) {
      for (int thread = 0; thread < threads; thread++) {
        int first = thread;
        done.add(
            pool.submit(
                () -> {
                  start.await(60, SECONDS);
                  for (int i = first; i < deliveries.size(); i += threads) {
                    deliveries.get(i).run();
                  }
                  return null;
                }));
      }
    }
    for (Future<?> future : done) {
      future.get(60, SECONDS);
    }

    assertThat(history.newReports())
        .as("seed %d", seed)
        .filteredOn(StepCompleted.class::isInstance)
        .extracting(StepReport::offboardingId)
        .containsExactlyInAnyOrderElementsOf(chronicles.stream().map(Chronicle::id).toList());
  }

  private List<StepReport> conclude(Message... announcements) {
    return withoutRepeating(lifecycle.deliver(announcements));
  }

  private List<StepReport> concludeAgain() {
    return withoutRepeating(lifecycle.redeliver());
  }

  private List<StepReport> tell(Message... changes) {
    return withoutRepeating(history.deliver(changes));
  }

  private List<StepReport> tellAgain() {
    return withoutRepeating(history.redeliver());
  }

  /// Each side sees all that is new in the outbox, so the other has to be told what was seen.
  private List<StepReport> withoutRepeating(List<StepReport> seen) {
    lifecycle.newReports();
    history.newReports();
    return seen;
  }

  /// Does `work`, says so and keeps its transaction open until `go`.
  private void holding(Runnable work, CountDownLatch done, CountDownLatch go) {
    transactions.executeWithoutResult(
        tx -> {
          work.run();
          done.countDown();
          try {
            assertThat(go.await(60, SECONDS)).isTrue();
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
        });
  }

  private static List<String> progress(List<StepReport> reports) {
    return reports.stream().map(report -> ((StepProgressed) report).progress()).toList();
  }

  private static void assertSealed(StepCompleted seal, long entries, long stateChanges) {
    assertThat(seal.phase()).isEqualTo(Phase.SEAL);
    assertThat(seal.evidence())
        .isEqualTo(Evidence.of("entries", entries).and("stateChanges", stateChanges));
  }
}
