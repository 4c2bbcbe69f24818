// Starts the design system's components; every page works without them too.
import { initAll } from "./vendor/govuk/govuk-frontend.min.js";

initAll();
