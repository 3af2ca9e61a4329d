package dev.offboard.orchestrator.page;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.TypeMismatchException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.multipart.MultipartException;
import org.springframework.web.servlet.ModelAndView;

/// What goes wrong behind a page, as a page: the same words that a program gets.
@ControllerAdvice(annotations = Page.class)
@Order(Ordered.HIGHEST_PRECEDENCE)
class PageProblems {
  private static final Logger log = LoggerFactory.getLogger(PageProblems.class);

  @ExceptionHandler
  ModelAndView told(Exception e, HttpServletRequest request) {
    if (e instanceof ErrorResponse problem) {
      return page(problem.getStatusCode(), problem.getBody().getDetail());
    }
    if (e instanceof TypeMismatchException) {
      return page(HttpStatus.NOT_FOUND, "There is no such page. Nothing was done.");
    }
    if (e instanceof MultipartException) {
      return page(
          HttpStatus.BAD_REQUEST,
          "A file was expected, and there is none. Nothing was done; choose one and send it"
              + " again.");
    }
    UUID incident = UUID.randomUUID();
    log.error("unexpected failure of {}, incident {}", request.getRequestURI(), incident, e);
    return page(
        HttpStatus.INTERNAL_SERVER_ERROR,
        "Something unforeseen happened; what was begun is rolled back. The log has more under"
            + " incident "
            + incident);
  }

  static ModelAndView page(
      HttpStatusCode status, @org.jspecify.annotations.Nullable String detail) {
    HttpStatus known = HttpStatus.resolve(status.value());
    ModelAndView page =
        new ModelAndView(
            "page/problem",
            Map.of(
                "status", status.value(),
                "title", known == null ? "Problem" : known.getReasonPhrase(),
                "detail", detail == null ? "" : detail));
    page.setStatus(status);
    return page;
  }
}
