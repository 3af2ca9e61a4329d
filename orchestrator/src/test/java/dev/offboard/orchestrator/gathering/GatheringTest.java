package dev.offboard.orchestrator.gathering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GatheringTest {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final List<List<Integer>> asked = Collections.synchronizedList(new ArrayList<>());
  private final CountDownLatch firstMayGoOn = new CountDownLatch(1);
  private final ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();
  private final Gathering<Integer, String> gathering =
      new Gathering<>("test", 10, this::answer, IllegalStateException.class::isInstance);

  @AfterEach
  void stop() {
    gathering.close();
    callers.close();
  }

  @Test
  void those_who_ask_while_one_is_under_way_share_the_next() {
    List<CompletableFuture<String>> answers = askedWhileTheFirstIsUnderWay(25);

    assertThat(answers.stream().map(CompletableFuture::join))
        .containsExactlyElementsOf(IntStream.range(0, 25).mapToObj(i -> "answer " + i).toList());
    assertThat(asked.stream().map(List::size)).containsExactly(1, 10, 10, 4);
  }

  @Test
  void a_question_that_fails_fails_alone() {
    List<CompletableFuture<String>> answers = askedWhileTheFirstIsUnderWay(3, -1);

    assertThat(answers.stream().limit(3).map(CompletableFuture::join)).hasSize(3);
    assertThatThrownBy(answers.get(3)::join)
        .isInstanceOf(CompletionException.class)
        .hasRootCauseInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void a_failure_that_concerns_all_is_not_tried_one_by_one() {
    List<CompletableFuture<String>> answers = askedWhileTheFirstIsUnderWay(3, -2);

    assertThat(answers.stream().skip(1)).allMatch(answer -> fails(answer));
    assertThat(asked).hasSize(2);
  }

  @Test
  void who_waits_too_long_is_told() {
    CompletableFuture<String> first = ask(0);
    assertThatThrownBy(() -> gathering.ask(1, Duration.ofMillis(20)))
        .isInstanceOf(TimeoutException.class);
    firstMayGoOn.countDown();
    assertThat(first.join()).isEqualTo("answer 0");
  }

  private List<CompletableFuture<String>> askedWhileTheFirstIsUnderWay(int most, int... more) {
    List<CompletableFuture<String>> answers = new ArrayList<>();
    IntStream.concat(IntStream.range(0, most), IntStream.of(more))
        .forEach(
            question -> {
              answers.add(ask(question));
              int waiting = Math.max(0, answers.size() - 1);
              long deadline = System.nanoTime() + PATIENCE.toNanos();
              while ((asked.isEmpty() || gathering.waiting() < waiting)
                  && System.nanoTime() < deadline) {
                Thread.onSpinWait();
              }
            });
    firstMayGoOn.countDown();
    return answers;
  }

  private static boolean fails(CompletableFuture<String> answer) {
    return answer.handle((value, failure) -> failure != null).join();
  }

  private CompletableFuture<String> ask(int question) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return gathering.ask(question, PATIENCE);
          } catch (TimeoutException e) {
            throw new CompletionException(e);
          }
        },
        callers);
  }

  private List<String> answer(List<Integer> questions) {
    asked.add(List.copyOf(questions));
    try {
      assertThat(firstMayGoOn.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (questions.contains(-1)) {
      throw new IllegalArgumentException("-1");
    }
    if (questions.contains(-2)) {
      throw new IllegalStateException("-2");
    }
    return questions.stream().map(question -> "answer " + question).toList();
  }
}
