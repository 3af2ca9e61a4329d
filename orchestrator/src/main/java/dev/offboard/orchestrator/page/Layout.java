package dev.offboard.orchestrator.page;

import dev.offboard.messaging.access.AccessTable;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/// What `templates/page/layout.html` needs beside what the page itself says.
@ControllerAdvice(annotations = Page.class)
class Layout {
  private final Menu menu;
  private final AccessTable table;

  Layout(Menu menu, @Qualifier("orchestratorAccess") AccessTable table) {
    this.menu = menu;
    this.table = table;
  }

  @ModelAttribute("viewer")
  @Nullable Viewer viewer() {
    return Viewer.current();
  }

  @ModelAttribute("menu")
  List<Menu.Shown> menu(HttpServletRequest request) {
    return menu.shownTo(Viewer.current(), table, request.getRequestURI());
  }
}
