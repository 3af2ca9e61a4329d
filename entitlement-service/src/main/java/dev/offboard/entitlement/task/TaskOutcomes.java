package dev.offboard.entitlement.task;

import dev.offboard.contracts.Phase;
import dev.offboard.contracts.UserRef;
import dev.offboard.entitlement.connector.CallFailed;
import dev.offboard.entitlement.connector.Outcome;
import dev.offboard.messaging.participant.Fences;
import dev.offboard.messaging.participant.Steps;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Writes down what became of a task and reports it, in one transaction under the user's fence. So
/// an announcement of the same user comes before or after, never in between; and of an outcome that
/// nobody asks for any more nothing stays.
@Component
class TaskOutcomes {
  private static final Logger log = LoggerFactory.getLogger(TaskOutcomes.class);

  private final JdbcClient jdbc;
  private final Tasks tasks;
  private final Leases leases;
  private final StepStatuses statuses;
  private final Fences fences;
  private final Steps steps;
  private final Bell bell;
  private final TaskWords words;

  TaskOutcomes(
      JdbcClient jdbc,
      Tasks tasks,
      Leases leases,
      StepStatuses statuses,
      Fences fences,
      Steps steps,
      Bell bell,
      TaskWords words) {
    this.jdbc = jdbc;
    this.tasks = tasks;
    this.leases = leases;
    this.statuses = statuses;
    this.fences = fences;
    this.steps = steps;
    this.bell = bell;
    this.words = words;
  }

  @Transactional
  void done(Leased task, Outcome outcome) {
    fences.lock(task.user());
    String before =
        jdbc.sql(
                """
                UPDATE task SET state = 'done', done_at = now(), failures = 0, trouble = NULL, lease_id = NULL,
                                outcome = CASE state WHEN 'open' THEN :outcome ELSE outcome END,
                                relapsed_at = CASE WHEN state = 'checking' AND :taken THEN now() ELSE relapsed_at END
                WHERE id = :id AND lease_id = :lease AND state IN ('open', 'checking')
                RETURNING old.state
                """)
            .param("outcome", outcome.name())
            .param("taken", outcome.hasTaken())
            .param("id", task.id())
            .param("lease", task.leaseId())
            .query(String.class)
            .optional()
            .orElse("lost");
    switch (before) {
      case "open" -> goOn(task.user(), task.key());
      case "checking" -> tellRelapse(task, outcome);
      default -> leases.postpone(task, Duration.ZERO);
    }
  }

  /// What a person says. Returns false, and changes nothing, if the task isn't open.
  @Transactional
  boolean confirmed(UUID id, UserRef user, StepKey step, Confirmation confirmation) {
    fences.lock(user);
    int written =
        jdbc.sql(
                """
                UPDATE task SET state = 'done', outcome = :outcome, done_at = now(), failures = 0, trouble = NULL,
                                lease_id = NULL, note = :note, proof = :proof, confirmed_by = :by
                WHERE id = :id AND state = 'open'
                """)
            .param("outcome", Outcome.CONFIRMED_BY_OWNER.name())
            .param("note", confirmation.note())
            .param("proof", confirmation.evidence())
            .param("by", confirmation.by())
            .param("id", id)
            .update();
    if (written == 1) {
      goOn(user, step);
    }
    return written == 1;
  }

  /// @param pause until the next try
  @Transactional
  void failed(Leased task, CallFailed failure, Duration pause) {
    fences.lock(task.user());
    if (!leases.postpone(task, pause)) {
      return;
    }
    switch (failure.fault()) {
      case NONE, SUPERSEDED -> {}
      case APPLICATION, TASK, DISABLED -> {
        String state =
            jdbc.sql(
                    "UPDATE task SET failures = failures + 1, trouble = ? WHERE id = ? RETURNING"
                        + " state")
                .params(failure.reason(), task.id())
                .query(String.class)
                .single();
        if (state.equals("open")) {
          tellTrouble(task);
        }
      }
    }
  }

  /// It is gone again by now; whoever asks next for residual access is told.
  private static void tellRelapse(Leased task, Outcome outcome) {
    if (outcome.hasTaken()) {
      log.warn(
          "residual access: the account of {} in application {} was there again after {} had"
              + " confirmed; it was taken away and is reported when next asked for",
          task.user(),
          task.application(),
          task.key());
    }
  }

  /// Nobody wants to read of every try: of the first, and when it begins to be trouble.
  private void tellTrouble(Leased task) {
    StepKey step = task.key();
    StepStatus status = statuses.of(step);
    if (status.isTroubled() && isNewlyTroubled(step)) {
      steps.failing(step.offboardingId(), step.phase(), status.trouble());
    } else if (task.failures() == 0) {
      steps.progressed(step.offboardingId(), step.phase(), status.text());
    }
  }

  private boolean isNewlyTroubled(StepKey step) {
    return jdbc.sql(
                """
                UPDATE task_step SET troubled = true
                WHERE (offboarding_id, phase, epoch) = (?, ?, ?) AND NOT troubled
                """)
            .params(step.params())
            .update()
        == 1;
  }

  /// What was written while the erasure went on is forgotten at its end.
  private void goOn(UserRef user, StepKey step) {
    if (tasks.open(List.of(step)) > 0) {
      bell.ringAfterCommit();
    }
    StepStatus status = statuses.of(step);
    if (status.isDone()) {
      if (step.phase() == Phase.ERASE) {
        words.forgetAbout(List.of(user));
      }
      steps.complete(step.offboardingId(), step.phase(), statuses.evidence(step));
    } else {
      steps.progressed(step.offboardingId(), step.phase(), status.text());
    }
  }

  /// What the application's owner says of a task.
  ///
  /// @param by the subject of who says so, never a name
  record Confirmation(String note, @Nullable String evidence, String by) {}
}
