package dev.offboard.local.offboarding;

import dev.offboard.contracts.OffboardingId;
import dev.offboard.contracts.ReasonCode;
import dev.offboard.contracts.UserRef;
import dev.offboard.local.client.OffboardingClient;
import dev.offboard.local.client.OffboardingClient.Accepted;
import dev.offboard.local.client.OffboardingRequest;
import dev.offboard.local.client.OffboardingView;
import dev.offboard.local.client.PlatformClient;
import dev.offboard.local.command.DataOption;
import dev.offboard.local.json.Json;
import dev.offboard.local.terminal.Output;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `offboard user TENANT/USER --reason R`: offboards somebody. Exit code 0 when it was accepted
/// and, with `--wait`, all access is confirmed gone; 1 when not.
@Command(
    name = "user",
    mixinStandardHelpOptions = true,
    description = "Offboards a user: takes away every access and says who confirmed it.")
public final class UserCommand implements Callable<Integer> {
  private static final int DONE = 0;
  private static final int NOT_DONE = 1;

  @Mixin private final DataOption data = new DataOption();

  @Parameters(
      paramLabel = "TENANT/USER",
      converter = Arguments.OfUser.class,
      description = "Who leaves")
  private @Nullable UserRef user;

  @Option(
      names = "--reason",
      required = true,
      paramLabel = "REASON",
      converter = Arguments.OfReason.class,
      description =
          "Why, which chooses the policy: immediate-termination, planned-departure, contract-end,"
              + " tenant-churn, erasure-request or one of your own")
  private @Nullable ReasonCode reason;

  @Option(names = "--note", paramLabel = "TEXT", description = "For whoever looks at it later")
  private @Nullable String note;

  @Option(
      names = "--at",
      paramLabel = "INSTANT",
      converter = Arguments.OfInstant.class,
      description = "When it begins, with an offset: 2026-12-31T17:00:00+01:00 (default: now)")
  private @Nullable Instant at;

  @Option(
      names = "--wait",
      description =
          "Wait until all access is confirmed gone, and all data where the policy erases at once")
  private boolean wait;

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      description = "How long --wait waits (default: ${DEFAULT-VALUE})")
  private int timeoutSeconds = 120;

  @Option(
      names = "--json",
      description = "The offboarding as the orchestrator tells it, on the last line")
  private boolean json;

  @Spec private @Nullable CommandSpec command;

  @Override
  public Integer call() {
    Output output = Output.of(command);
    OffboardingClient offboardings =
        PlatformClient.of(data.installation().coordinates()).offboardings();
    Accepted accepted = offboardings.request(request());
    OffboardingId id = accepted.id();
    output.tell(
        switch (accepted.kind()) {
          case BEGUN -> "Offboarding %s of %s is accepted.".formatted(id, user);
          case UNDER_WAY_ALREADY ->
              "%s is being offboarded already, by %s; nothing new was begun.".formatted(user, id);
        });
    if (!wait) {
      output.say(json ? Json.line(offboardings.json(id)) : id.toString());
      return DONE;
    }
    OffboardingView view = await(offboardings, id, output);
    if (json) {
      output.say(Json.line(offboardings.json(id)));
    } else {
      Timeline.of(view).lines().forEach(output::say);
      output.say(conclusion(view));
    }
    Timeline.open(view).forEach(output::tell);
    return isDone(view) ? DONE : NOT_DONE;
  }

  private OffboardingRequest request() {
    if (user == null || reason == null) {
      throw new IllegalStateException("TENANT/USER and --reason are required");
    }
    return new OffboardingRequest(user, reason, Optional.ofNullable(at), Optional.ofNullable(note));
  }

  private OffboardingView await(OffboardingClient offboardings, OffboardingId id, Output output) {
    return new Watch(offboardings, id, change -> output.tell("  " + change.state()))
        .until(Watch::isAtRest, Duration.ofSeconds(timeoutSeconds));
  }

  private static boolean isDone(OffboardingView view) {
    return view.needsAttention().isEmpty()
        && switch (view.state()) {
          case REVOKED, COMPLETED, SCHEDULED, AWAITING_APPROVAL -> true;
          case REVOKING, VERIFYING, ERASING, SEALING, REINSTATING, REINSTATED, CANCELLED, UNKNOWN ->
              false;
        };
  }

  private String conclusion(OffboardingView view) {
    return switch (view.state()) {
      case COMPLETED ->
          "%s is offboarded: everything is taken away, erased and sealed.".formatted(user);
      case REVOKED ->
          "%s has no access any more. Until the grace period is over `offboard undo %s` gives it back."
              .formatted(user, view.id());
      case SCHEDULED, AWAITING_APPROVAL ->
          "Nothing is taken away yet: it is %s.".formatted(view.state());
      case REVOKING, VERIFYING, ERASING, SEALING, REINSTATING ->
          "Not finished after %d s: it is %s and goes on by itself; look again with `offboard list`."
              .formatted(timeoutSeconds, view.state());
      case REINSTATED, CANCELLED -> "%s keeps its access: it was %s.".formatted(user, view.state());
      case UNKNOWN ->
          "Its state is unknown to this version; use the one that runs the orchestrator.";
    };
  }
}
