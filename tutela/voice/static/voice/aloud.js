// Reads a page aloud with the browser's own voice, where it has one for the language. Nothing is sent anywhere.
const tools = document.querySelector("[data-aloud]");
const told = document.querySelector(".told");

function voiceFor(language) {
  const short = language.split("-")[0];
  return speechSynthesis.getVoices().find((voice) => voice.localService && voice.lang.startsWith(short));
}

function words() {
  const skip = "button, textarea, input, .beside";
  return [...told.querySelectorAll("h1, h2, p, li, legend")]
    .filter((part) => !part.closest(skip) && !part.querySelector("li"))
    .map((part) => part.innerText);
}

function offer() {
  const language = document.documentElement.lang;
  const voice = voiceFor(language);
  if (!voice || tools.querySelector(".aloud")) {
    return;
  }
  const button = document.createElement("button");
  button.type = "button";
  button.className = "aloud soft";
  button.textContent = tools.dataset.aloud;
  button.addEventListener("click", () => {
    if (speechSynthesis.speaking) {
      speechSynthesis.cancel();
      return;
    }
    for (const part of words()) {
      const said = new SpeechSynthesisUtterance(part);
      said.voice = voice;
      said.lang = voice.lang;
      said.rate = 0.9;
      speechSynthesis.speak(said);
    }
  });
  tools.append(button);
}

if (tools && told && "speechSynthesis" in window) {
  offer();
  speechSynthesis.addEventListener("voiceschanged", offer);
  // Leaving is silent at once.
  window.addEventListener("pagehide", () => speechSynthesis.cancel());
}
