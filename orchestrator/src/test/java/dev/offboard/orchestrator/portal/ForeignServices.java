package dev.offboard.orchestrator.portal;

import dev.offboard.contracts.OffboardingId;
import dev.offboard.orchestrator.ServicesStub;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// What the other services tell of a tenant with everything in it that pages can show.
final class ForeignServices {
  private static final int MANY = 500;

  private final String tenant;
  private final String offboarding = "01a0b1c2-d3e4-7f5a-8b6c-7d8e9f0a1b2c";

  ForeignServices(String tenant) {
    this.tenant = tenant;
  }

  /// Returns the id of one that waits for a person.
  String tasks(ServicesStub services) {
    String id = UUID.randomUUID().toString();
    String late = task(id, "customer-files-of-the-north-west-region", -50, "");
    String list = "/api/tasks?open=true&limit=500&tenantId=" + tenant;
    services.put("/api/tasks/" + id, late);
    services.put(
        list + "&doer=people",
        tasks(
            late, task(UUID.randomUUID().toString(), "doors", 5, ""), task(id, "payroll", 40, "")));
    services.put(list + "&doer=calls", tasks());
    services.fails("&applicationId=away&doer=people", 500);
    services.put(
        list,
        IntStream.range(0, MANY)
            .mapToObj(
                i ->
                    task(
                        UUID.randomUUID().toString(),
                        "app-" + i % 17,
                        i - 10,
                        "\"nextTryAt\":\"2030-01-01T00:00:00Z\",\"trouble\":\"answers 503\","))
            .collect(Collectors.joining(",", "{\"tasks\":[", "]}")));
    return id;
  }

  /// One that fails, one that people look after, one that works.
  void applications(ServicesStub services) {
    services.put(
        "/api/application-loads?tenantId=" + tenant,
        "{\"applications\":[%s,%s,%s]}"
            .formatted(
                load("crm", "scim", "quarantined", "\"trouble\":\"answers 503\","),
                load(
                    "customer-files-of-the-north-west-region-and-the-islands",
                    "manual",
                    "working",
                    ""),
                load("wiki", "webhook", "working", "\"doneAt\":\"2026-11-23T08:00:00Z\",")));
    String crm = "/api/tenants/%s/applications/crm".formatted(tenant);
    services.put(
        crm,
        "{\"applicationId\":\"crm\",\"name\":\"Customer"
            + " files\",\"roles\":[\"editor\",\"reader\"]}");
    services.put(crm + "/connection", connection());
    services.put(
        "/api/tenants/%s/applications/intranet".formatted(tenant),
        "{\"applicationId\":\"intranet\",\"roles\":[]}");
  }

  static String connection() {
    return """
    {"applicationId":"crm","method":"scim","order":"first","deadline":"PT24H","owner":"sales-desk","target":"https://crm.example.com/scim/v2",
      "account":"{userId}","lookup":"externalId","onErase":"delete","covers":"holders","standing":"quarantined",
      "since":"2026-11-23T08:00:00Z","trouble":"answers 503","newer":1}
    """;
  }

  private String load(String application, String method, String standing, String more) {
    return """
    {"tenantId":"%s","applicationId":"%s","method":"%s","order":"any","deadlineSeconds":86400,"owner":"sales-desk",
      "standing":"%s",%s"pending":12,"failing":3,"late":1,"oldestAt":"2026-11-20T08:00:00Z","newer":1}\
    """
        .formatted(tenant, application, method, standing, more);
  }

  /// Somebody has to do something before the offboarding goes on.
  void holdsUp(ServicesStub services, OffboardingId held) {
    services.put(
        "/api/tasks?open=true&limit=500&offboardingId=" + held,
        tasks(
            task(UUID.randomUUID().toString(), "doors", 5, ""),
            task(UUID.randomUUID().toString(), "payroll", -3, "")));
  }

  private static String tasks(String... tasks) {
    return "{\"tasks\":[%s]}".formatted(String.join(",", tasks));
  }

  private String task(String id, String application, int dueInHours, String more) {
    return """
    {"taskId":"%s","tenantId":"%s","applicationId":"%s","method":"manual","owner":"facility-management","userId":"u-1",
      "account":"u-1@example.com","offboardingId":"%s","phase":"revoke","roles":[],"epoch":1,"state":"open",%s
      "createdAt":"2026-11-01T00:00:00Z","deadlineAt":"%s","tries":0}\
    """
        .formatted(
            id,
            tenant,
            application,
            offboarding,
            more,
            Instant.now().plus(dueInHours, ChronoUnit.HOURS).plusSeconds(60));
  }
}
