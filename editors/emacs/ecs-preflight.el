;;; ecs-preflight.el --- Check Amazon ECS launch requests  -*- lexical-binding: t; -*-

;; Version: 0.1.0
;; Package-Requires: ((emacs "28.1") (eglot "1.9"))
;; URL: https://github.com/ecs-preflight/ecs-preflight

;;; Commentary:

;; Makes Eglot start `ecs-preflight server' for documents that may contain a launch: `M-x eglot' in one of them.
;; Eglot runs one server for each mode.  To keep the JSON server beside it, start both through a multiplexer, for
;; example `rass -- ecs-preflight server -- vscode-json-language-server --stdio'.

;;; Code:

(require 'eglot)

(defgroup ecs-preflight nil
  "Checks of Amazon ECS launch requests."
  :group 'tools)

(defcustom ecs-preflight-program "ecs-preflight"
  "The program."
  :type 'string)

(defcustom ecs-preflight-modes
  '(js-json-mode json-mode json-ts-mode yaml-mode yaml-ts-mode sh-mode bash-ts-mode makefile-mode makefile-gmake-mode
    dockerfile-mode dockerfile-ts-mode)
  "The modes whose buffers are checked."
  :type '(repeat symbol))

(defun ecs-preflight-server (&rest _)
  "The command that starts the language server, and its options."
  (list ecs-preflight-program "server" :initializationOptions '(:diagnostics "auto" :leaveOutSchema :json-false)))

(add-to-list 'eglot-server-programs (cons ecs-preflight-modes #'ecs-preflight-server))

(provide 'ecs-preflight)
;;; ecs-preflight.el ends here
