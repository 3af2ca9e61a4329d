package dev.offboard.orchestrator.portal;

import dev.offboard.orchestrator.page.Menu;
import dev.offboard.orchestrator.page.Menu.Entry;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// What stands in the navigation, in this order. A new page is one line here, one in the access
/// table (which decides who sees it) and one in docs/portal.md.
@Configuration(proxyBeanMethods = false)
class PortalMenu {
  @Bean
  Menu menu() {
    return Menu.of(
        new Entry("/dashboard", "Dashboard"),
        new Entry("/bulk", "Many at once"),
        new Entry("/approvals", "Approvals"),
        new Entry("/tasks", "Tasks"),
        new Entry("/applications", "Applications"),
        new Entry("/policies", "Policies"),
        new Entry("/audit", "Audit log"),
        new Entry("/people", "People"),
        new Entry("/tokens", "Tokens"));
  }
}
