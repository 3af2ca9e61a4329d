package dev.offboard.entitlement.application;

import dev.offboard.contracts.TenantId;
import dev.offboard.messaging.chassis.ApiProblem;
import java.util.List;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Applications over HTTP.
@RestController
@RequestMapping("/api/tenants/{tenantId}/applications")
class ApplicationApi {
  private static final int MAX_PAGE = 500;

  private final ApplicationRegistry registry;
  private final Applications applications;

  ApplicationApi(ApplicationRegistry registry, Applications applications) {
    this.registry = registry;
    this.applications = applications;
  }

  @PutMapping("/{applicationId}")
  ResponseEntity<ApplicationView> putApplication(
      @PathVariable TenantId tenantId,
      @PathVariable ApplicationId applicationId,
      @RequestBody ApplicationRequest request) {
    Application application =
        new Application(
            new Application.Key(tenantId, applicationId),
            request.name(),
            List.copyOf(request.roles()));
    HttpStatus status =
        switch (registry.put(application)) {
          case CREATED -> HttpStatus.CREATED;
          case REPLACED, UNCHANGED -> HttpStatus.OK;
        };
    return ResponseEntity.status(status).body(ApplicationView.of(application));
  }

  @GetMapping("/{applicationId}")
  ApplicationView getApplication(
      @PathVariable TenantId tenantId, @PathVariable ApplicationId applicationId) {
    return applications
        .findByKey(new Application.Key(tenantId, applicationId))
        .map(ApplicationView::of)
        .orElseThrow(() -> unknown(tenantId, applicationId));
  }

  @GetMapping
  ApplicationPage listApplications(
      @PathVariable TenantId tenantId,
      @RequestParam(required = false) @Nullable ApplicationId after,
      @RequestParam(defaultValue = "100") int limit) {
    if (limit < 1 || limit > MAX_PAGE) {
      throw ApiProblem.badRequest(
              "invalid-value", "limit: %d (expected: 1 to %d)".formatted(limit, MAX_PAGE))
          .with("field", "limit");
    }
    List<ApplicationView> page =
        applications.page(tenantId, after == null ? "" : after.value(), limit).stream()
            .map(ApplicationView::of)
            .toList();
    return new ApplicationPage(page, page.size() < limit ? null : page.getLast().applicationId());
  }

  private static ApiProblem unknown(TenantId tenantId, ApplicationId applicationId) {
    return ApiProblem.notFound(
        "application-unknown",
        "Tenant %s has no application %s; PUT makes it.".formatted(tenantId, applicationId));
  }

  record ApplicationRequest(@Nullable ApplicationName name, @Required SortedSet<RoleName> roles) {}

  record ApplicationView(
      ApplicationId applicationId, @Nullable ApplicationName name, List<RoleName> roles) {
    static ApplicationView of(Application application) {
      return new ApplicationView(
          application.key().applicationId(), application.name(), application.roles());
    }
  }

  /// `next` is the `after` of the next page, absent on the last.
  record ApplicationPage(List<ApplicationView> applications, @Nullable ApplicationId next) {}
}
