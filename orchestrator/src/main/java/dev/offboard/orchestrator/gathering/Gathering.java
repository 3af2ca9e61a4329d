package dev.offboard.orchestrator.gathering;

import dev.offboard.messaging.tenancy.Tenancy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Predicate;

/// Answers what callers ask at the same time in one go: those who ask while one go is under way
/// share the next, whichever tenant they are of. Many cost little more than one, and a single
/// caller waits for nobody.
public final class Gathering<Q, A> implements AutoCloseable {
  private final int mostTogether;
  private final Function<List<Q>, List<A>> together;
  private final Predicate<RuntimeException> concernsAll;
  private final BlockingQueue<Waiting<Q, A>> queue = new LinkedBlockingQueue<>();
  private final Thread thread;

  private record Waiting<Q, A>(Q question, CompletableFuture<A> answer) {}

  /// @param together answers all, in order, or throws and has answered none
  /// @param concernsAll whether a failure has nothing to do with a single question; of any other
  ///   kind it may be one question's fault, and each is asked alone
  public Gathering(
      String name,
      int mostTogether,
      Function<List<Q>, List<A>> together,
      Predicate<RuntimeException> concernsAll) {
    this.mostTogether = mostTogether;
    this.together = together;
    this.concernsAll = concernsAll;
    this.thread = Thread.ofVirtual().name(name).start(() -> Tenancy.acrossAll(this::work));
  }

  /// @throws TimeoutException when there is no answer in time; the question may still be answered
  public A ask(Q question, Duration patience) throws TimeoutException {
    Waiting<Q, A> waiting = new Waiting<>(question, new CompletableFuture<>());
    queue.add(waiting);
    try {
      return waiting.answer().get(patience.toNanos(), TimeUnit.NANOSECONDS);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TimeoutException("interrupted; the process is about to stop");
    }
  }

  /// How many have not been taken up yet.
  public int waiting() {
    return queue.size();
  }

  private void work() {
    List<Waiting<Q, A>> gathered = new ArrayList<>();
    while (!Thread.currentThread().isInterrupted()) {
      try {
        gathered.add(queue.take());
        queue.drainTo(gathered, mostTogether - 1);
        answer(gathered);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } finally {
        gathered.clear();
      }
    }
  }

  private void answer(List<Waiting<Q, A>> gathered) {
    try {
      List<A> answers = together.apply(gathered.stream().map(Waiting::question).toList());
      for (int i = 0; i < gathered.size(); i++) {
        gathered.get(i).answer().complete(answers.get(i));
      }
    } catch (RuntimeException e) {
      if (gathered.size() == 1 || concernsAll.test(e)) {
        fail(gathered, e);
      } else {
        gathered.forEach(waiting -> answer(List.of(waiting)));
      }
    } catch (Error e) {
      fail(gathered, e);
    }
  }

  private void fail(List<Waiting<Q, A>> gathered, Throwable cause) {
    gathered.forEach(waiting -> waiting.answer().completeExceptionally(cause));
  }

  /// Whoever waits still gets an answer or its patience ends.
  @Override
  public void close() {
    thread.interrupt();
  }
}
