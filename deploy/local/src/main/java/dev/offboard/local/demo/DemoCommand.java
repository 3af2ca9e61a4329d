package dev.offboard.local.demo;

import dev.offboard.audit.note.VerifierKey;
import dev.offboard.contracts.OffboardingId;
import dev.offboard.contracts.OffboardingState;
import dev.offboard.contracts.ReasonCode;
import dev.offboard.local.certificate.CheckedCertificate;
import dev.offboard.local.client.OffboardingRequest;
import dev.offboard.local.client.OffboardingView;
import dev.offboard.local.client.PlatformClient;
import dev.offboard.local.command.ProgressLines;
import dev.offboard.local.directory.SampleCompany;
import dev.offboard.local.journal.PlatformFailure;
import dev.offboard.local.json.Json;
import dev.offboard.local.offboarding.Timeline;
import dev.offboard.local.offboarding.Watch;
import dev.offboard.local.runtime.FirstSignIn;
import dev.offboard.local.supervision.Patience;
import dev.offboard.local.terminal.Output;
import dev.offboard.local.trial.TrialPlatform;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `offboard demo`. Exit code 0 only if everything it claims was seen to hold.
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    description = {
      "Starts a fresh platform, offboards a user of the sample company for real and shows that"
          + " every way in is closed, with a certificate that proves it.",
      "Touches no other installation and leaves nothing behind unless --keep says so."
    })
public final class DemoCommand implements Callable<Integer> {
  private static final int IT_HELD = 0;
  private static final int IT_DID_NOT = 1;

  /// Its policy has no grace period, so that the whole way can be seen.
  private static final ReasonCode REASON = new ReasonCode("erasure-request");

  /// It takes a fraction of a second; a participant that is announced to again needs some more.
  private static final Duration COMPLETION_PATIENCE = Duration.ofSeconds(60);

  private static final Duration AUDIT_PATIENCE = Duration.ofSeconds(20);
  private static final Duration LOOK_EVERY = Duration.ofMillis(50);
  private static final String STATE_CHANGE = "state-change";

  @Option(names = "--keep", description = "Leave the platform running")
  private boolean keep;

  @Option(names = "--json", description = "One JSON document as the last line")
  private boolean json;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "An empty directory for its data (default: a temporary one)")
  private @Nullable Path data;

  @Spec private @Nullable CommandSpec command;

  @Override
  public Integer call() {
    Output output = Output.of(command);
    DemoResult result =
        TrialPlatform.during(
            Optional.ofNullable(data),
            new ProgressLines(output.err()),
            trial -> showOn(trial, output));
    if (json) {
      output.say(Json.line(result.json()));
    }
    return result.holds() ? IT_HELD : IT_DID_NOT;
  }

  private DemoResult showOn(TrialPlatform trial, Output output) {
    DemoResult result =
        show(PlatformClient.of(trial.coordinates()), trial.installation().auditKey(), output);
    if (keep) {
      trial.keep();
      FirstSignIn.take(trial.installation()).map(FirstSignIn::words).ifPresent(output::say);
      output.say(
          "The platform goes on in %s: `offboard status --data %s`, `offboard down --data %s`"
              .formatted(trial.directory(), trial.directory(), trial.directory()));
    }
    return result;
  }

  private static DemoResult show(PlatformClient platform, VerifierKey auditKey, Output output) {
    output.tell("Importing the sample company");
    output.say(SampleCompany.importInto(platform, step -> {}));
    Leaver leaver = Leaver.equip(platform, SampleCompany.SOMEBODY);
    output.say("%s has %s.".formatted(leaver.user(), leaver.holdings()));
    Access before = leaver.tryEverything();

    OffboardingId id =
        platform.offboardings().request(OffboardingRequest.now(leaver.user(), REASON)).id();
    OffboardingView view = completed(platform, id, output);
    double seconds = sinceStart(view.completedAt().orElseThrow());
    output.say("");
    output.say("Offboarding %s, reason %s:".formatted(id, REASON));
    Timeline.of(view).lines().forEach(output::say);

    Access after = leaver.tryEverything();
    output.say("");
    Access.table(before, after).lines().forEach(output::say);
    SortedMap<String, Integer> audited = audited(platform, view);
    CheckedCertificate certificate = CheckedCertificate.fetch(platform, auditKey, id);
    DemoResult result =
        new DemoResult(
            view, seconds, before, after, audited.getOrDefault(STATE_CHANGE, 0), certificate);
    output.say("");
    output.say(
        "The audit log has %d entries about it %s; %s."
            .formatted(
                audited.values().stream().mapToInt(Integer::intValue).sum(),
                audited,
                certificate.summary()));
    output.say(conclusion(result));
    return result;
  }

  private static OffboardingView completed(
      PlatformClient platform, OffboardingId id, Output output) {
    OffboardingView view =
        new Watch(
                platform.offboardings(),
                id,
                change -> output.tell("  " + change.state().toString()))
            .until(it -> it.state().isTerminal(), COMPLETION_PATIENCE);
    if (view.state() != OffboardingState.COMPLETED) {
      Timeline.of(view).lines().forEach(output::tell);
      Timeline.open(view).forEach(output::tell);
      throw new PlatformFailure(
          "Offboarding %s is %s after %d s (expected: COMPLETED); what happened to it stands above"
              .formatted(id, view.state(), COMPLETION_PATIENCE.toSeconds()));
    }
    return view;
  }

  /// The last state change reaches the log a moment after the orchestrator has committed it.
  private static SortedMap<String, Integer> audited(PlatformClient platform, OffboardingView view) {
    AtomicReference<SortedMap<String, Integer>> entries =
        new AtomicReference<>(platform.audit().entriesOf(view.id()));
    new Patience(AUDIT_PATIENCE, LOOK_EVERY)
        .until(
            () ->
                entries
                        .updateAndGet(it -> platform.audit().entriesOf(view.id()))
                        .getOrDefault(STATE_CHANGE, 0)
                    >= view.history().size());
    return entries.get();
  }

  private static String conclusion(DemoResult result) {
    if (!result.before().everything()) {
      return "NOT SHOWN: a way in did not even work before, so its refusal proves nothing.";
    }
    if (!result.after().nothing()) {
      return "FAILED: a way in still works.";
    }
    if (!result.certificate().isVerified()) {
      return "FAILED: the " + result.certificate().summary();
    }
    if (!result.holds()) {
      return "FAILED: the audit log tells of %d state changes (expected: %d)."
          .formatted(result.auditEntries(), result.offboarding().history().size());
    }
    Duration took =
        Duration.between(
            result.offboarding().requestedAt(), result.offboarding().completedAt().orElseThrow());
    return String.format(
        Locale.ROOT,
        "COMPLETED %d ms after the request, %.1f s after the start of this command.",
        took.toMillis(),
        result.seconds());
  }

  private static double sinceStart(Instant end) {
    Instant start = ProcessHandle.current().info().startInstant().orElse(end);
    return Duration.between(start, end).toMillis() / 1e3;
  }
}
