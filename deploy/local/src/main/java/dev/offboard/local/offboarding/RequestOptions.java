package dev.offboard.local.offboarding;

import dev.offboard.contracts.HeldRole;
import dev.offboard.contracts.OffboardingId;
import dev.offboard.contracts.ReasonCode;
import dev.offboard.contracts.UserRef;
import dev.offboard.local.client.OffboardingClient;
import dev.offboard.local.client.OffboardingClient.Accepted;
import dev.offboard.local.client.OffboardingRequest;
import dev.offboard.local.client.OffboardingView;
import dev.offboard.local.json.Json;
import dev.offboard.local.terminal.Output;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// What all commands that ask for something to be taken have in common: when, why in words, and
/// whether to wait for it.
final class RequestOptions {
  private static final int DONE = 0;
  private static final int NOT_DONE = 1;

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

  OffboardingRequest request(UserRef user, ReasonCode reason, List<HeldRole> roles) {
    return new OffboardingRequest(
        user, reason, Optional.ofNullable(at), Optional.ofNullable(note), roles);
  }

  /// Asks and, if it is to, waits; says how it went. The exit code is 0 when it was accepted and,
  /// with `--wait`, is done.
  int ask(OffboardingClient offboardings, OffboardingRequest request, Output output) {
    Accepted accepted = offboardings.request(request);
    OffboardingId id = accepted.id();
    String what = request.roles().isEmpty() ? "Offboarding" : "Role change";
    output.tell(
        switch (accepted.kind()) {
          case BEGUN -> "%s %s of %s is accepted.".formatted(what, id, request.user());
          case UNDER_WAY_ALREADY ->
              "%s %s of %s is under way already; nothing new was begun."
                  .formatted(what, id, request.user());
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
      output.say(conclusion(view, request));
    }
    Timeline.open(view).forEach(output::tell);
    return isDone(view) ? DONE : NOT_DONE;
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

  private static String words(List<HeldRole> roles) {
    return String.join(", ", roles.stream().map(HeldRole::key).toList());
  }

  private String conclusion(OffboardingView view, OffboardingRequest request) {
    UserRef user = request.user();
    return switch (view.state()) {
      case COMPLETED ->
          request.roles().isEmpty()
              ? "%s is offboarded: everything is taken away, erased and sealed.".formatted(user)
              : "%s has given up %s.".formatted(user, words(request.roles()));
      case REVOKED ->
          request.roles().isEmpty()
              ? "%s has no access any more. Until the grace period is over `offboard undo %s` gives it back."
                  .formatted(user, view.id())
              : "%s does not hold %s any more. Until the grace period is over `offboard undo %s` gives that back."
                  .formatted(user, words(request.roles()), view.id());
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
