// Starts the page with the HTTP service as its classifier.
import { startPage } from "./page.js";
import * as service from "./service.js";

startPage(service);
