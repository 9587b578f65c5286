// Starts the page with the classifier of this device.
import { startPage } from "../js/page.js";
import * as service from "./service.js";

startPage(service);
