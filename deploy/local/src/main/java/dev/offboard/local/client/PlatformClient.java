package dev.offboard.local.client;

import dev.offboard.local.runtime.Coordinates;
import dev.offboard.local.runtime.Service;
import java.net.http.HttpClient;
import java.time.Duration;

/// The services of one running installation.
public record PlatformClient(
    IdentityClient identity,
    EntitlementClient entitlement,
    SessionClient sessions,
    AuditClient audit,
    OffboardingClient offboardings,
    DeadLetterClient deadLetters,
    SweepClient sweeps,
    TokenClient tokens,
    ApprovalClient approvals) {

  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(3);

  /// Connects to nothing yet: the first call does.
  public static PlatformClient of(Coordinates platform) {
    HttpClient http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT_TIMEOUT)
            .build();
    return new PlatformClient(
        new IdentityClient(api(http, platform, Service.IDENTITY)),
        new EntitlementClient(api(http, platform, Service.ENTITLEMENT)),
        new SessionClient(api(http, platform, Service.SESSION)),
        new AuditClient(api(http, platform, Service.AUDIT)),
        new OffboardingClient(api(http, platform, Service.ORCHESTRATOR)),
        new DeadLetterClient(api(http, platform, Service.ORCHESTRATOR)),
        new SweepClient(api(http, platform, Service.ORCHESTRATOR)),
        new TokenClient(api(http, platform, Service.ORCHESTRATOR)),
        new ApprovalClient(api(http, platform, Service.ORCHESTRATOR)));
  }

  private static Api api(HttpClient http, Coordinates platform, Service service) {
    return new Api(http, platform.url(service), platform.token());
  }
}
