package dev.offboard.orchestrator.offboarding;

import dev.offboard.contracts.OffboardingId;
import dev.offboard.contracts.OffboardingRequested;
import dev.offboard.contracts.OffboardingUndoRequested;
import dev.offboard.contracts.Priority;
import dev.offboard.contracts.Request;
import dev.offboard.contracts.Topics;
import dev.offboard.messaging.chassis.ApiProblem;
import dev.offboard.messaging.dispatch.MessageHandler;
import dev.offboard.messaging.dispatch.Received;
import dev.offboard.messaging.tenancy.Tenancy;
import dev.offboard.messaging.trace.Trace;
import dev.offboard.orchestrator.offboarding.RequestAnswers.RequestAnswer;
import dev.offboard.orchestrator.saga.Party;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.dao.RecoverableDataAccessException;

/// Requests that come as messages: the same words, the same answers as over HTTP, kept under the id
/// of the message for whoever sent it. Each begins in a transaction of its own; the message id is
/// its idempotency key, so one that comes again after a crash gets the answer it had.
final class RequestHandler implements MessageHandler, DisposableBean {
  /// Consumer group and inbox name; never changes, or everything is handled again.
  private static final String CONSUMER = "orchestrator-requests";

  private final Priority priority;
  private final OffboardingRequests requests;
  private final Undoing undoing;
  private final RequestAnswers answers;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  RequestHandler(
      Priority priority, OffboardingRequests requests, Undoing undoing, RequestAnswers answers) {
    this.priority = priority;
    this.requests = requests;
    this.undoing = undoing;
    this.answers = answers;
  }

  @Override
  public String consumer() {
    return priority.consumerOf(CONSUMER);
  }

  @Override
  public List<String> topics() {
    return List.of(Topics.requests(priority));
  }

  @Override
  public Priority priority() {
    return priority;
  }

  @Override
  public void handle(List<Received> batch) {
    List<CompletableFuture<RequestAnswer>> asked =
        batch.stream()
            .map(
                received ->
                    CompletableFuture.supplyAsync(
                        () ->
                            Tenancy.askAcrossAll(
                                () -> Trace.ask(received.trace(), () -> answer(received))),
                        threads))
            .toList();
    answers.save(asked.stream().map(CompletableFuture::join).toList());
  }

  private RequestAnswer answer(Received received) {
    if (!(received.message() instanceof Request request)) {
      throw new IllegalArgumentException(
          "%s carries %s (expected: a request); it is set aside"
              .formatted(received, received.message().getClass().getSimpleName()));
    }
    try {
      return switch (request) {
        case OffboardingRequested wanted -> begin(received, wanted);
        case OffboardingUndoRequested unwanted -> undo(received, unwanted);
      };
    } catch (ApiProblem problem) {
      if (problem.getStatusCode().is5xxServerError()) {
        throw new RecoverableDataAccessException(
            received + " can't be answered yet; it is tried again", problem);
      }
      return RequestAnswer.refused(received.id(), request.user(), problem);
    }
  }

  private RequestAnswer begin(Received received, OffboardingRequested wanted) {
    OffboardingRequest request =
        new OffboardingRequest(
            wanted.user(),
            wanted.reason(),
            Objects.requireNonNullElse(wanted.revoke(), List.of()),
            wanted.effectiveAt(),
            null,
            received.id().toString());
    return switch (requests.request(request, Party.of(wanted.initiator()))) {
      case OffboardingRequests.Answer.Began began ->
          RequestAnswer.of(received.id(), wanted.user(), "began", began.decision().next().id());
      case OffboardingRequests.Answer.Repeated repeated ->
          RequestAnswer.of(received.id(), wanted.user(), "began", repeated.id());
      case OffboardingRequests.Answer.Existing existing ->
          RequestAnswer.of(received.id(), wanted.user(), "existing", existing.id());
    };
  }

  private RequestAnswer undo(Received received, OffboardingUndoRequested unwanted) {
    OffboardingId id = unwanted.offboardingId();
    undoing.undoOf(unwanted.user(), id, unwanted.initiator());
    return RequestAnswer.of(received.id(), unwanted.user(), "undone", id);
  }

  @Override
  public void destroy() {
    threads.shutdownNow();
  }
}
